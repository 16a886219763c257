#!/bin/bash
# Builds Contour once into the cache outside the work tree and prints the binary's path.
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
need_go
cd "$(dirname "${BASH_SOURCE[0]}")"
export CGO_ENABLED=0 GOTOOLCHAIN=local GOWORK=off GOFLAGS=
KEY=$(cat go.mod go.sum build.sh | sha256sum | cut -c1-16)-$(go env GOVERSION)
OUT=$(cached contour "$KEY")/contour
if [ ! -x "$OUT" ]; then
  one_at_a_time
fi
if [ ! -x "$OUT" ]; then
  mkdir -p "$(dirname "$OUT")"
  VERSION=$(go list -m -f '{{.Version}}' github.com/projectcontour/contour)
  step "building Contour $VERSION from its Go module (about 3 minutes, once)"
  go build -trimpath -ldflags "-s -w -X github.com/projectcontour/contour/internal/build.Version=$VERSION" \
    -o "$OUT.tmp" github.com/projectcontour/contour/cmd/contour \
    || die "could not build Contour: see the lines above"
  mv "$OUT.tmp" "$OUT"
  step "built $(du -h "$OUT" | cut -f1) $OUT"
fi
echo "$OUT"
