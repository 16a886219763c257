#!/bin/bash
# Prints the path of Prometheus' binary.
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
debian_program prometheus prometheus
