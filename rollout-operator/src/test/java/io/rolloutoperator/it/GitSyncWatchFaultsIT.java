package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.apiproxy.Exchange;
import io.rolloutoperator.testkit.apiproxy.Fault;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.apiproxy.FaultRule;
import io.rolloutoperator.testkit.apiproxy.ProxiedRequest;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches that end, and an API server that asks for patience, lose and repeat nothing. */
@RequiresCluster
@Order(1) // begins early, as it takes long
class GitSyncWatchFaultsIT {
  private static final String API = "rollout-operator.io/v1alpha1";
  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final int BURST = 5;

  private static ApiProxy proxy;

  private final TestNamespace namespace;

  GitSyncWatchFaultsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
    LiveGitSync.startOperator(namespace, proxy::kubeconfig, "--leader-elect=false");
  }

  @AfterAll
  static void close() {
    proxy.close();
  }

  /**
   * The API server refuses a version that is too old by an event, and does so until it is listed.
   */
  private static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("event", new Fault.ExpiredWatch(), Integer.MAX_VALUE),
        Arguments.of("answer", Fault.gone(), 1));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aWatchThatIsExpiredMissesNothing(String name, Fault fault, int times) {
    Map<String, String> files =
        Map.of(
            "changed.yaml",
            GitManifests.map(name + "-changed", "git"),
            "deleted.yaml",
            GitManifests.map(name + "-deleted", "git"));
    try (LiveGitSync sync = LiveGitSync.follow(namespace, name, files, "")) {
      sync.awaitReady(sync.repository().head());
      FaultRule unreachable =
          proxy.add(
              FaultRule.of(GitSyncWatchFaultsIT::watchesMaps, Fault.cut(Moment.BEFORE)).always());
      proxy.cut(GitSyncWatchFaultsIT::watchesMaps);
      namespace.await("no watch is open", () -> lastWatch().status() == 0);
      namespace.patch("v1", "ConfigMap", name + "-changed", "{data: {value: by-hand}}");
      namespace.delete("v1", "ConfigMap", name + "-deleted");
      FaultRule expired = proxy.add(expired(fault, times));
      proxy.remove(unreachable);
      namespace.await("repaired", () -> value(name + "-changed").equals("git"));
      namespace.await("made anew", () -> value(name + "-deleted").equals("git"));
      assertThat(expired.met()).isPositive();
      proxy.remove(expired);
      remove(name);
    }
  }

  /** So it is where so much happens that the version of a list is compacted before its watch. */
  @Test
  void aWatchThatIsExpiredTwiceInARowMissesNothingEither() {
    CountDownLatch changed = new CountDownLatch(1);
    try (LiveGitSync _ = follow("twice")) {
      namespace.await(
          "watched", () -> !proxy.exchanges(GitSyncWatchFaultsIT::watchesMaps).isEmpty());
      FaultRule expired =
          proxy.add(
              FaultRule.of(GitSyncWatchFaultsIT::watchesMaps, new Fault.ExpiredWatch()).times(2));
      FaultRule secondList =
          proxy.add(
              FaultRule.of(GitSyncWatchFaultsIT::listsMaps, new Fault.Hold(Moment.BEFORE, changed))
                  .skipping(1));
      proxy.cut(GitSyncWatchFaultsIT::watchesMaps);
      namespace.await("listed anew, and again", () -> secondList.met() == 1);
      namespace.patch("v1", "ConfigMap", "twice", "{data: {value: by-hand}}");
      changed.countDown();
      namespace.await("repaired", () -> value("twice").equals("1"));
      namespace.await("expired twice", () -> expired.met() == 2);
      namespace.delete("v1", "ConfigMap", "twice");
      namespace.await("the watch is up again", () -> value("twice").equals("1"));
      remove("twice");
    }
  }

  /** Watches that begin where the last one wanted to. */
  private static FaultRule expired(Fault fault, int times) {
    String version = version(lastWatch().request());
    return FaultRule.of(request -> watchesMaps(request) && version(request).equals(version), fault)
        .times(times);
  }

  private static Exchange lastWatch() {
    return proxy.exchanges(GitSyncWatchFaultsIT::watchesMaps).getLast();
  }

  private static String version(ProxiedRequest watch) {
    return watch.parameter("resourceVersion");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anApplyIsRepeatedWhenTheTimeThatTheServerAsksForIsOver(boolean dryRun) {
    String name = dryRun ? "trial" : "write";
    try (LiveGitSync sync = follow(name)) {
      FaultRule busy =
          proxy.add(
              FaultRule.of(
                  request -> applies(request, name) && request.isDryRun() == dryRun,
                  Fault.tooManyRequests(PATIENCE)));
      String commit = sync.push(Map.of("map.yaml", GitManifests.map(name, "2")), "2");
      namespace.await("asked for patience", () -> busy.met() == 1);
      sync.poke(); // not even then
      sync.awaitReady(commit);
      List<Exchange> applies = proxy.exchanges(request -> applies(request, name));
      int refused = applies.stream().map(Exchange::status).toList().indexOf(429);
      assertThat(Duration.between(applies.get(refused).at(), applies.get(refused + 1).at()))
          .isGreaterThanOrEqualTo(PATIENCE);
      assertThat(value(name)).isEqualTo("2");
      remove(name);
    }
  }

  @Test
  void aBurstOfServerErrorsEndsReady() {
    try (LiveGitSync sync = follow("burst")) {
      FaultRule broken =
          proxy.add(
              FaultRule.of(
                      request -> applies(request, "burst"),
                      Fault.refuse(500, "InternalError", "etcdserver: request timed out"))
                  .times(BURST));
      String commit = sync.push(Map.of("map.yaml", GitManifests.map("burst", "2")), "2");
      sync.awaitReady(commit);
      assertThat(broken.met()).isEqualTo(BURST);
      assertThat(value("burst")).isEqualTo("2");
      remove("burst");
    }
  }

  private static Stream<Arguments> refusedWithoutATime() {
    String busy = "too many requests, please try again later";
    String broken = "etcdserver: request timed out";
    return Stream.of(
        Arguments.of(429, true, busy, "the API server asks for patience of 1 s"),
        Arguments.of(429, false, busy, "the API server asks for patience of 1 s"),
        Arguments.of(503, true, broken, broken));
  }

  @ParameterizedTest
  @MethodSource("refusedWithoutATime")
  void whatLastsLongerThanARetryIsToldAndTriedLessAndLessOften(
      int code, boolean dryRun, String message, String told) {
    String name = "lasting-" + code + "-" + dryRun;
    try (LiveGitSync sync = follow(name, "retryInterval: 2s")) {
      FaultRule refusing =
          proxy.add(
              FaultRule.of(
                      request -> applies(request, name) && request.isDryRun() == dryRun,
                      Fault.refuse(code, "Refused", message))
                  .always());
      String commit = sync.push(Map.of("map.yaml", GitManifests.map(name, "2")), "2");
      sync.awaitCondition("Ready", "False Progressing: waiting for the API server: ");
      assertThat(sync.condition("Ready"))
          .endsWith("ConfigMap %s/%s (map.yaml:1): %s".formatted(namespace.name(), name, told));
      assertThat(refusing.met()).as("no hot loop").isLessThan(15);

      proxy.remove(refusing);
      sync.awaitReady(commit);
      assertThat(value(name)).isEqualTo("2");
      remove(name);
    }
  }

  private LiveGitSync follow(String name) {
    return follow(name, "");
  }

  private LiveGitSync follow(String name, String moreSpec) {
    LiveGitSync sync =
        LiveGitSync.follow(
            namespace, name, Map.of("map.yaml", GitManifests.map(name, "1")), moreSpec);
    sync.awaitReady(sync.repository().head());
    return sync;
  }

  /** So that a repository that is gone does not make a unit write. */
  private void remove(String name) {
    namespace.delete(API, "GitSync", name);
    namespace.await(name + " is gone", () -> namespace.read(API, "GitSync", name).isMissingNode());
  }

  private String value(String map) {
    return namespace.read("v1", "ConfigMap", map).at("/data/value").asText();
  }

  private static boolean applies(ProxiedRequest request, String map) {
    return request.method().equals("PATCH") && request.isAbout("configmaps", map);
  }

  /** Whether a request is a watch of ConfigMaps as the account of the units. */
  private static boolean watchesMaps(ProxiedRequest request) {
    return request.isWatch() && request.isAbout("configmaps") && !request.actingAs().isEmpty();
  }

  /** Whether a request is the list that such a watch begins with. */
  private static boolean listsMaps(ProxiedRequest request) {
    return request.method().equals("GET")
        && !request.isWatch()
        && request.path().endsWith("/configmaps")
        && !request.actingAs().isEmpty();
  }
}
