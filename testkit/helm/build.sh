#!/bin/bash
# Builds Helm, which installs the chart in tests, once into the cache outside the work tree and prints
# the binary's path.
#   build.sh         builds if the cache has no binary of these sources
#   build.sh path    prints where the binary is or would be, builds nothing
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
need_go
cd "$(dirname "${BASH_SOURCE[0]}")"
export CGO_ENABLED=0 GOTOOLCHAIN=local GOWORK=off GOFLAGS=
KEY=$(cat go.mod go.sum build.sh | sha256sum | cut -c1-16)-$(go env GOVERSION)
OUT=$(cached helm "$KEY")/helm
if [ "${1:-build}" != path ] && [ ! -x "$OUT" ]; then
  one_at_a_time
  if [ ! -x "$OUT" ]; then
    mkdir -p "$(dirname "$OUT")"
    step "building Helm $(go list -m -f '{{.Version}}' helm.sh/helm/v4) from its Go module (about two minutes, once)"
    go build -trimpath -ldflags "-s -w" -o "$OUT.tmp" helm.sh/helm/v4/cmd/helm \
      || die "could not build Helm: see the lines above"
    mv "$OUT.tmp" "$OUT"
    step "built $(du -h "$OUT" | cut -f1) $OUT"
  fi
fi
echo "$OUT"
