#!/bin/bash
# Makes target/rollout-operator.aot, the JVM's cache of loaded classes, unless the one that is there fits, and fails
# if the JVM does not take it. Called by Maven: docs/adr/0006-aot-cache-from-a-training-run.md.
#   aot-cache.sh CLASSPATH-OF-THE-TESTKIT FOLDER-WITH-THE-JAR
#   aot-cache.sh --train   records anew which classes a start and a release load, into rollout-operator/classes.list
set -euo pipefail
. "$(dirname "$0")/common.sh"
readonly LIST=$ROOT_DIR/rollout-operator/classes.list
if [ "${1:-}" = --train ]; then
  need_jdk
  need_maven
  cd "$ROOT_DIR"
  mvn -B -ntp -q -DskipTests -pl rollout-operator,benchmarks -am -Dimage.skip=true package
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "benchmarks/target/lib/*" \
    io.rolloutoperator.testkit.training.TrainingRun bin/rollout-operator rollout-operator/target "$LIST"
fi
(need_jdk) 2> /dev/null || { say "no JDK 25 in JAVA_HOME or /usr/lib/jvm: no AOT cache, starts take longer"; exit 0; }
need_jdk
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$1" \
  io.rolloutoperator.testkit.training.LauncherCache "$ROOT_DIR/bin/rollout-operator" "$2" "$LIST"
