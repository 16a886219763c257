#!/bin/bash
# Prints the path of libfaketime, a library that gives the process that preloads it a clock of its own.
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
debian_file libfaketime faketime "usr/lib/$(uname -m)-linux-gnu/faketime/libfaketimeMT.so.1"
