#!/bin/bash
# Builds kustomize, the oracle of the kustomize renderer, once into the cache outside the work tree and prints
# the binary's path.
#   build.sh         builds if the cache has no binary of these sources
#   build.sh path    prints where the binary is or would be, builds nothing
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
need_go
cd "$(dirname "${BASH_SOURCE[0]}")"
export CGO_ENABLED=0 GOTOOLCHAIN=local GOWORK=off GOFLAGS=
KEY=$(cat go.mod go.sum build.sh | sha256sum | cut -c1-16)-$(go env GOVERSION)
OUT=$(cached kustomize "$KEY")/kustomize
if [ "${1:-build}" != path ] && [ ! -x "$OUT" ]; then
  one_at_a_time
  if [ ! -x "$OUT" ]; then
    mkdir -p "$(dirname "$OUT")"
    step "building kustomize $(go list -m -f '{{.Version}}' sigs.k8s.io/kustomize/kustomize/v5) from its Go module (about a minute, once)"
    go build -trimpath -ldflags "-s -w" -o "$OUT.tmp" sigs.k8s.io/kustomize/kustomize/v5 \
      || die "could not build kustomize: see the lines above"
    mv "$OUT.tmp" "$OUT"
    step "built $(du -h "$OUT" | cut -f1) $OUT"
  fi
fi
echo "$OUT"
