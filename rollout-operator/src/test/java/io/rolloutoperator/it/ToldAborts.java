package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.TroublesomeReceiver.Request;
import io.rolloutoperator.testkit.apiproxy.Fault;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.apiproxy.FaultRule;
import io.rolloutoperator.testkit.apiproxy.ProxiedRequest;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.OperatorProcess;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.List;

/** What a receiver of the flags' alerts, at {@value #HOOK}, was told of aborts in a namespace. */
record ToldAborts(TestNamespace namespace, TroublesomeReceiver receiver) {
  static final String HOOK = "/alerts";

  /** What is still to be told. */
  static final String PENDING = "rollout-operator.io/notifications-pending";

  /** What was told. */
  static final String SENT = "notified.notifications.argoproj.io";

  private static final String ABORTED = "on-rollout-aborted";

  /** A lease of 15 s runs out, on a machine that others use too. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(90);

  /** Its second version waits, and all that was to be told of it so far is told. */
  LiveRollout released(String name) {
    LiveRollout rollout = LiveRollout.deploy(namespace, name, 1, "{steps: [{pause: {}}]}");
    rollout.version("v2");
    rollout.awaitPhase("Paused");
    namespace.await("the first version is told", () -> told(rollout).size() == 1);
    namespace.await("nothing is pending", () -> !isPending(rollout));
    return rollout;
  }

  /** The process is killed at the first write that stores the abort in this annotation. */
  static FaultRule kill(OperatorProcess process, Moment moment, String annotation) {
    return kill(process, moment, annotation, ABORTED);
  }

  /** The same at the first write that stores another trigger. */
  static FaultRule kill(OperatorProcess process, Moment moment, String annotation, String trigger) {
    return FaultRule.of(
        request -> request.isAbout("rollouts") && stores(request, annotation, trigger),
        new Fault.Cut(moment, process::kill));
  }

  private static boolean stores(ProxiedRequest request, String annotation, String trigger) {
    return request.isWrite()
        && Json.parse(request.body())
            .path("metadata")
            .path("annotations")
            .path(annotation)
            .asText()
            .contains(trigger);
  }

  static boolean isPending(LiveRollout rollout) {
    return rollout.object().path("metadata").path("annotations").has(PENDING);
  }

  /** All that was told of a Rollout. */
  List<Request> told(LiveRollout rollout) {
    return receiver.got(HOOK).stream()
        .filter(r -> Json.parse(r.body()).path("rollout").asText().equals(rollout.name()))
        .toList();
  }

  /** Its aborts alone, one for each attempt. */
  List<Request> aborts(LiveRollout rollout) {
    return told(rollout, ABORTED);
  }

  /** What was told of a Rollout by one trigger. */
  List<Request> told(LiveRollout rollout, String trigger) {
    return told(rollout).stream().filter(request -> request.body().contains(trigger)).toList();
  }

  /** Waits until its abort is told and noted, by so many attempts, which have one key. */
  void await(LiveRollout rollout, int attempts) {
    namespace.await(
        "the abort is told and noted",
        TAKEN_OVER,
        () -> aborts(rollout).size() == attempts && !isPending(rollout));
    List<Request> aborts = aborts(rollout);
    assertThat(aborts).extracting(Request::key).containsOnly(aborts.getFirst().key());
    assertThat(rollout.object().at("/metadata/annotations").path(SENT).asText()).contains(ABORTED);
  }
}
