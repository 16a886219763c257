#!/bin/bash
# Builds the image into a folder: docs/image.md. Called by Maven.
#   build.sh CLASSPATH FOLDER NAME VERSION COMMIT TIME
set -euo pipefail
. "$(dirname "$0")/../scripts/common.sh"
need_linux
need_jdk
command -v dpkg-query > /dev/null || die "no dpkg-query: the image is built on Debian and its relatives, whose glibc it takes"
# Status 75: this JVM would give other bytes by chance of its start; about every second one is right.
for _ in {1..40}; do
  status=0
  "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow \
    -cp "$1" io.rolloutoperator.image.Main "$ROOT_DIR" "${@:2}" || status=$?
  [ "$status" = 75 ] || exit "$status"
done
die "no JVM goes through sets in the order that the image is made in"
