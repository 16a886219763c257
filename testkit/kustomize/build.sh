#!/bin/bash
# Builds kustomize, the oracle of the kustomize renderer, once into the cache outside the work tree and prints
# the binary's path.
#   build.sh         builds if the cache has no binary of these sources
#   build.sh path    prints where the binary is or would be, builds nothing
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
cd "$(dirname "${BASH_SOURCE[0]}")"
go_program kustomize sigs.k8s.io/kustomize/kustomize/v5 sigs.k8s.io/kustomize/kustomize/v5 "a minute" "$@"
