#!/bin/bash
# Builds the image into a folder: docs/image.md. Called by Maven.
#   build.sh CLASSPATH FOLDER NAME VERSION COMMIT TIME
set -euo pipefail
. "$(dirname "$0")/../scripts/common.sh"
need_linux
need_jdk
command -v dpkg-query > /dev/null || die "no dpkg-query: the image is built on Debian and its relatives, whose glibc it takes"
exec "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow \
  -cp "$1" io.rolloutoperator.image.Main "$ROOT_DIR" "${@:2}"
