#!/bin/bash
# Prints the path of containerd, beside which ctr is; unpacked, not installed, as the package would start its service.
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
debian_file containerd containerd usr/bin/containerd
