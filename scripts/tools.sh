#!/bin/bash
# Gets the programs of the test world into the cache, one after another, each once: the control plane, Contour,
# kustomize, Helm, Envoy and Prometheus. Says in one line what this machine lacks.
set -euo pipefail
. "$(dirname "$0")/common.sh"
need_linux
need_go
build_tools
