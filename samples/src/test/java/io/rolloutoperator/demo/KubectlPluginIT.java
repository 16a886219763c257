package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The story of a night on call, with the plugin alone, on a real control plane. Isolated, as
 * operators of other tests look at all namespaces.
 */
@RequiresCluster
@Isolated
@ExpectWarnings("RolloutAborted")
class KubectlPluginIT {

  /** Pods of the prefix sim are reports only. */
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: NAME}
      spec:
        replicas: 2
        selector: {matchLabels: {app: NAME}}
        template:
          metadata: {labels: {app: NAME}}
          spec: {containers: [{name: web, image: "sim/web:1.0"}]}
        strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}, {setWeight: 75}, {pause: {}}]}}
      """;

  @TempDir private static Path scratch;

  private static TestNamespace namespace;
  private static PluginWorld world;
  private static PluginProcess plugin;

  @BeforeAll
  static void start(TestNamespace namespace) throws IOException {
    KubectlPluginIT.namespace = namespace;
    world = PluginWorld.start(namespace, "plugin-operator", scratch);
    plugin = world.plugin();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** A Rollout whose second version waits at its first pause. */
  private static void paused(String name) {
    namespace.apply(ROLLOUT.replace("NAME", name));
    assertThat(plugin.run("status " + name + " -t 60s").ok()).endsWith("Healthy\n");
    assertThat(plugin.run("set image " + name + " web=sim/web:2.0").ok())
        .isEqualTo("rollout \"%s\" image updated\n".formatted(name));
    plugin.run("status " + name + " --wait-for paused -t 60s").ok();
  }

  @Test
  void aPausedReleaseIsSeenPromotedAndFinished() throws IOException {
    paused("shop");

    String screen = plugin.run("get rollout shop").ok();
    assertThat(screen)
        .contains("Status:          ॥ Paused")
        .contains("  Step:          1/4")
        .contains("Waiting for:     a person to promote or abort it")
        .contains("Next:            step 3, setWeight: 75; kubectl rollouts promote shop")
        .contains("sim/web:2.0 (canary)", "sim/web:1.0 (stable)")
        .contains("├──# revision:2", "└──# revision:1");
    assertThat(plugin.run("list rollouts --name shop").ok())
        .containsPattern("shop +Canary +Paused +1/4 +50 +2/2");
    assertThat(Json.parse(plugin.run("get rollout shop -o json").ok()).at("/status/phase").asText())
        .isEqualTo("Paused");

    assertThat(plugin.run("promote shop").ok()).isEqualTo("rollout 'shop' promoted\n");
    plugin.run("status shop --wait-for step=3 -t 60s").ok();
    plugin.run("status shop --wait-for paused -t 60s").ok();
    assertThat(plugin.run("promote shop --full").ok()).isEqualTo("rollout 'shop' fully promoted\n");
    assertThat(plugin.run("status shop -t 60s").ok()).endsWith("Healthy\n");
    assertThat(plugin.run("promote shop").refusal()).contains("is fully promoted");
    assertThat(plugin.run("abort shop").refusal()).contains("there is no update to abort");
  }

  @Test
  void anAbortedReleaseIsExplainedTriedAgainAndTakenBack() {
    paused("night");

    assertThat(plugin.run("abort night").ok()).isEqualTo("rollout 'night' aborted\n");
    assertThat(plugin.run("status night -t 60s").refusal())
        .startsWith("The rollout is in a degraded state with message: RolloutAborted");
    assertThat(plugin.run("why night").ok())
        .startsWith("night is Degraded: RolloutAborted: Rollout aborted update to revision 2")
        .contains("next: a new version, or kubectl rollouts retry rollout night");
    assertThat(plugin.run("promote night").refusal()).contains("promote would do nothing");
    assertThat(plugin.run("abort night").refusal()).contains("is aborted already");

    plugin.run("retry rollout night").ok();
    plugin.run("status night --wait-for paused -t 60s").ok();
    assertThat(plugin.run("diff night").out()).contains("- sim/web:1.0", "+ sim/web:2.0");
    assertThat(plugin.run("undo night").ok()).isEqualTo("rollout 'night' undo\n");
    assertThat(plugin.run("status night -t 60s").ok()).endsWith("Healthy\n");
    assertThat(plugin.run("history night").ok()).contains("sim/web:1.0", "sim/web:2.0");
  }

  @Test
  void aWatchShowsWhatOthersDoAndEndsWhenItsTimeIsOver() {
    paused("watched");
    PluginProcess.Running watch = plugin.start("get rollout watched -w --timeout-seconds 20");
    await().until(() -> watch.output().contains("1/4"));

    plugin.run("pause watched").ok();
    await().until(() -> watch.output().contains("manually paused"));
    plugin.run("promote watched").ok();
    await().until(() -> watch.output().contains("3/4"));

    PluginProcess.Result ended = watch.end();
    assertThat(ended.ok()).doesNotContain("connection lost");
  }

  /** A cache that does not fit would be passed over without a word. */
  @Test
  void theLaunchersCacheIsMadeByTheFirstReadAndUsedByTheNext() throws IOException {
    Path home = Files.createDirectory(scratch.resolve("fresh"));
    Path admin = namespace.cluster().controlPlane().kubeconfig("admin");
    PluginProcess fresh =
        new PluginProcess(admin, namespace.name(), home).with("XDG_CACHE_HOME", home.toString());
    assertThat(fresh.start("list rollouts -o name").end().out()).doesNotContain("AOT");
    Path caches = home.resolve("kubectl-rollouts");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.isDirectory(caches) && !cacheFiles(caches).isEmpty());

    Path log = home.resolve("classes.txt");
    String options = "-Xlog:class+load:file=" + log + " -Xlog:class+path=info:file=" + log;
    assertThat(fresh.start("list rollouts", options).end().code()).isZero();
    assertThat(Files.readString(log))
        .contains("io.rolloutoperator.kubectl.Main source: shared objects file")
        .contains("picocli.CommandLine source: shared objects file")
        .contains("Archived app classpath validation: passed");
  }

  private static List<Path> cacheFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".aot")).toList();
    }
  }

  @Test
  void whoMayNothingIsToldSo() {
    PluginProcess nobody =
        new PluginProcess(
            namespace.cluster().controlPlane().kubeconfig("user"), namespace.name(), scratch);
    assertThat(nobody.run("get rollout shop").refusal())
        .contains("is forbidden: User \"user\" cannot get resource \"rollouts\"");
  }
}
