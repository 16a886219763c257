#!/bin/bash
# Renews the classes of old libraries in a folder of jars, so that the JVM's cache takes them. Called by Maven.
#   modern-classes.sh FOLDER ENTRY   all but this entry, such as a/B.class
set -euo pipefail
. "$(dirname "$0")/common.sh"
(need_jdk) 2> /dev/null || { say "no JDK 25 in JAVA_HOME or /usr/lib/jvm: old classes stay as they are, starts take longer"; exit 0; }
need_jdk
exec "$JAVA_HOME/bin/java" "$ROOT_DIR/testkit/src/main/java/io/rolloutoperator/testkit/training/OldClasses.java" "$1" "$2"
