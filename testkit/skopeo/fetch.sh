#!/bin/bash
# Prints the path of skopeo, which reads images as docker load does, and OCI layouts.
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
command -v skopeo > /dev/null || need_root "install skopeo, which reads the image"
command -v skopeo > /dev/null || one_at_a_time
command -v skopeo > /dev/null || apt_install skopeo
command -v skopeo
