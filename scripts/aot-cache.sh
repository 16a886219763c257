#!/bin/bash
# Makes target/rollout-operator.aot, the JVM's cache of loaded classes, unless the one that is there fits, and fails
# if the JVM does not take it. Called by Maven: docs/adr/0006-aot-cache-from-a-training-run.md.
#   aot-cache.sh CLASSPATH-OF-THE-TESTKIT FOLDER-WITH-THE-JAR [LIST]
#                                with a LIST of more classes: target/integration-tests.aot
#   aot-cache.sh --train         records anew which classes a start and a release load, into rollout-operator/classes.list
#   aot-cache.sh --train-tests   records anew what operators of integration tests load beside them, into
#                                integration-tests/classes.list; root, as it runs some of them
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
if [ "${1:-}" = --train-tests ]; then
  check_machine "run a Kubernetes control plane in a network namespace of its own"
  need_maven
  cd "$ROOT_DIR"
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  # Operators that record are slow, so a test may fail; what they loaded until then counts.
  mvn -B -ntp -q verify -pl integration-tests -am -Dimage.skip=true -Doperator.record="$folder" -Doperators=processes -Dtest=NoUnit \
    -Dmaven.test.failure.ignore=true \
    -Dit.test='GitSyncRevertIT,GitSyncPruneDoubtsIT,GitSyncPullRequestIT,NotificationsIT,AnalysisIT,RoutesIT,ExperimentMetricsIT' \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
  "$JAVA_HOME/bin/java" -cp testkit/target/classes io.rolloutoperator.testkit.training.MoreClasses \
    "$folder" "$LIST" integration-tests/classes.list
  exit
fi
(need_jdk) 2> /dev/null || { say "no JDK 25 in JAVA_HOME or /usr/lib/jvm: no AOT cache, starts take longer"; exit 0; }
need_jdk
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$1" \
  io.rolloutoperator.testkit.training.LauncherCache "$ROOT_DIR/bin/rollout-operator" "$2" "$LIST" "${@:3}"
