#!/bin/bash
# Gives the classes of one jar a recent version, so that the JVM's AOT cache takes them. Called by Maven.
#   modern-classes.sh FOLDER PREFIX-OF-THE-JAR
set -euo pipefail
. "$(dirname "$0")/common.sh"
(need_jdk) 2> /dev/null || { say "no JDK 25 in JAVA_HOME or /usr/lib/jvm: old classes stay as they are, starts take longer"; exit 0; }
need_jdk
exec "$JAVA_HOME/bin/java" "$ROOT_DIR/kubectl-rollouts/src/build/java/ModernClasses.java" "$1" "$2"
