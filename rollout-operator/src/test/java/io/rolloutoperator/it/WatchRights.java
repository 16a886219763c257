package io.rolloutoperator.it;

import io.rolloutoperator.it.RightUse.Row;
import io.rolloutoperator.testkit.apiproxy.Fault;
import io.rolloutoperator.testkit.apiproxy.FaultRule;
import io.rolloutoperator.testkit.apiproxy.ProxiedRequest;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What caches need: a list, and a watch from there on. */
final class WatchRights {
  private static final List<String> OF_ALL = List.of("rollouts.argoproj.io", "replicasets.apps");

  private static final List<String> OF_SOME =
      List.of(
          "analysisruns.argoproj.io",
          "analysistemplates.argoproj.io",
          "clusteranalysistemplates.argoproj.io",
          "services",
          "experiments.argoproj.io",
          "gitsyncs.rollout-operator.io");

  private WatchRights() {}

  static List<Row> rows() {
    return Stream.concat(
            OF_ALL.stream()
                .flatMap(
                    kind ->
                        Stream.of(
                            Row.ofAll("list " + kind, lane -> list(lane, plural(kind))),
                            Row.ofAll("watch " + kind, lane -> watch(lane, plural(kind))))),
            OF_SOME.stream()
                .flatMap(
                    kind ->
                        Stream.of(
                            Row.ofSome("list " + kind, lane -> list(lane, plural(kind))),
                            Row.ofSome("watch " + kind, lane -> watch(lane, plural(kind))))))
        .toList();
  }

  private static String plural(String kind) {
    return kind.replaceFirst("\\..*", "");
  }

  /** The API server ends a watch now and then, and another one begins. */
  static RightUse watch(RightsLane lane, String plural) {
    Predicate<ProxiedRequest> watches = watches(lane, plural);
    return lane.use(() -> lane.proxy().cut(watches), () -> {});
  }

  /** What a watch wants to go on from is gone: everything is listed anew. */
  private static RightUse list(RightsLane lane, String plural) {
    Predicate<ProxiedRequest> watches = watches(lane, plural);
    return lane.use(
        () -> {
          lane.proxy().add(FaultRule.of(watches, new Fault.ExpiredWatch()));
          lane.proxy().cut(watches);
        },
        () -> {});
  }

  /** Once there is one. */
  private static Predicate<ProxiedRequest> watches(RightsLane lane, String plural) {
    Predicate<ProxiedRequest> watches = request -> request.isWatch() && request.isAbout(plural);
    lane.namespace().await("a watch", () -> !lane.proxy().exchanges(watches).isEmpty());
    return watches;
  }
}
