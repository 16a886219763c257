#!/bin/bash
# Builds Helm, which installs the chart in tests, once into the cache outside the work tree and prints
# the binary's path.
#   build.sh         builds if the cache has no binary of these sources
#   build.sh path    prints where the binary is or would be, builds nothing
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
cd "$(dirname "${BASH_SOURCE[0]}")"
go_program helm helm.sh/helm/v4 helm.sh/helm/v4/cmd/helm "two minutes" "$@"
