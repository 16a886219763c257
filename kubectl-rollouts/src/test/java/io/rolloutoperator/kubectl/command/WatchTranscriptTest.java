package io.rolloutoperator.kubectl.command;

import static io.rolloutoperator.kubectl.command.Transcript.FILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.GoldenFile;
import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.RunningPlugin;
import io.rolloutoperator.kubectl.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that follow changes: each sees some, and ends in its way. */
class WatchTranscriptTest {

  private static final int KINDS_OF_A_ROLLOUT = 5;
  private static final int KINDS_OF_AN_EXPERIMENT = 4;

  /** A minute and more: {@code --timeout-seconds 60} is over. */
  private static final Duration MINUTES = Duration.ofMinutes(6);

  /** What one sees before and after the change, and how it ends. */
  record Followed(
      String file,
      World world,
      String commandLine,
      int kinds,
      JsonNode changed,
      String before,
      String after,
      Consumer<RunningPlugin> ending) {
    @Override
    public String toString() {
      return file;
    }
  }

  private static void timeIsOver(RunningPlugin plugin) {
    plugin.later(MINUTES);
  }

  private static JsonNode aborted() {
    return newer(World.paused().aborted().rollout());
  }

  private static JsonNode promoted() {
    return newer(World.paused().promoted().rollout());
  }

  private static JsonNode succeeded() {
    ObjectNode experiment = (ObjectNode) World.of("experiment").ofKind("Experiment").getFirst();
    experiment.withObject("/status").put("phase", "Successful");
    return newer(experiment);
  }

  private static JsonNode newer(ObjectNode object) {
    object.withObject("/metadata").put("resourceVersion", "101");
    return object;
  }

  static Stream<Followed> followed() {
    return Stream.of(rollouts(), experiments(), statuses()).flatMap(List::stream);
  }

  private static List<Followed> rollouts() {
    return List.of(
        new Followed(
            "get-rollout-watch",
            World.paused(),
            "get rollout shop -w --timeout-seconds 60",
            KINDS_OF_A_ROLLOUT,
            aborted(),
            "॥ Paused",
            "Status:          ✖ Degraded",
            WatchTranscriptTest::timeIsOver),
        new Followed(
            "get-rollout-watch-name",
            World.paused(),
            "get rollout shop -w -o name --timeout-seconds 60",
            1,
            aborted(),
            "rollout.argoproj.io/shop\n",
            "rollout.argoproj.io/shop\nrollout.argoproj.io/shop\n",
            WatchTranscriptTest::timeIsOver),
        new Followed(
            "create-watch",
            World.paused(),
            "create -w -f " + FILES + "new-shop.yaml",
            KINDS_OF_A_ROLLOUT,
            aborted(),
            "॥ Paused",
            "Status:          ✖ Degraded",
            RunningPlugin::interrupt),
        new Followed(
            "list-rollouts-watch",
            World.paused(),
            "list rollouts -w --timestamps",
            1,
            aborted(),
            "Paused",
            "Degraded",
            RunningPlugin::interrupt));
  }

  private static List<Followed> experiments() {
    return List.of(
        new Followed(
            "get-experiment-watch",
            World.of("experiment"),
            "get experiment trial -w --timeout-seconds=60",
            KINDS_OF_AN_EXPERIMENT,
            succeeded(),
            "trial-compare",
            "✔ Successful",
            WatchTranscriptTest::timeIsOver),
        new Followed(
            "list-experiments-watch",
            World.of("experiment"),
            "list experiments -A -w",
            1,
            succeeded(),
            "Running",
            "Successful",
            RunningPlugin::interrupt));
  }

  private static List<Followed> statuses() {
    return List.of(
        new Followed(
            "status-healthy",
            World.paused(),
            "status shop",
            1,
            promoted(),
            "Paused",
            "Healthy\n",
            _ -> {}),
        new Followed(
            "status-degraded",
            World.paused(),
            "status shop -w",
            1,
            aborted(),
            "Paused",
            "Degraded - RolloutAborted",
            _ -> {}),
        new Followed(
            "status-goal",
            World.paused(),
            "status shop --wait-for promoted -t 5m",
            1,
            promoted(),
            "Paused",
            "Healthy\n",
            _ -> {}),
        new Followed(
            "status-timeout",
            World.paused(),
            "status shop --timeout 5m",
            1,
            newer(World.paused().progressing().rollout()),
            "Paused",
            "Progressing - more replicas need to be updated",
            WatchTranscriptTest::timeIsOver));
  }

  @ParameterizedTest
  @MethodSource("followed")
  void requestsScreensAndExitCodeAreThose(Followed each) {
    try (PretendedApiServer server = new PretendedApiServer(each.world());
        RunningPlugin plugin = RunningPlugin.against(server, each.commandLine())) {
      await().until(() -> server.watches() == each.kinds());
      plugin.awaitOut(each.before());
      server.changed("MODIFIED", each.changed());
      plugin.awaitOut(each.after());
      each.ending().accept(plugin);
      PluginRun run = plugin.end();
      assertThat(run.err()).as("a stack trace in standard error").doesNotContain("\tat ");
      GoldenFile.check("commands/" + each.file() + ".golden", run.watchTranscript(server));
    }
  }

  @Test
  void anExperimentThatIsDeletedMeanwhileIsTheEnd() {
    World world = World.of("experiment");
    try (PretendedApiServer server = new PretendedApiServer(world);
        RunningPlugin plugin = RunningPlugin.against(server, "get experiment trial -w")) {
      await().until(() -> server.watches() == KINDS_OF_AN_EXPERIMENT);
      server.changed("DELETED", world.ofKind("Experiment").getFirst());
      PluginRun run = plugin.end();
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).isEqualTo("Error: experiment \"trial\" was deleted\n");
    }
  }

  /** A lost connection is a note on the screen; what stands there may be old. */
  @Test
  void anExperimentIsFollowedOverALostConnection() {
    try (PretendedApiServer server = new PretendedApiServer(World.of("experiment"));
        RunningPlugin plugin = RunningPlugin.against(server, "get experiment trial -w")) {
      await().until(() -> server.watches() == KINDS_OF_AN_EXPERIMENT);
      server.refuse("GET", "/experiments", 500, "InternalError", "etcd is away");
      server.endWatches();
      plugin.awaitOut("connection lost, trying again: etcd is away");
      server.relent();
      await().until(() -> server.watches() == KINDS_OF_AN_EXPERIMENT);
      server.changed("MODIFIED", succeeded());
      plugin.awaitOut("✔ Successful");
      assertThat(plugin.out().substring(plugin.out().indexOf("✔ Successful")))
          .doesNotContain("connection lost");
    }
  }

  @Test
  void aListThatIsLostSaysSoAndOneThatMayNotBeReadEnds() {
    try (PretendedApiServer server = new PretendedApiServer(World.paused());
        RunningPlugin plugin = RunningPlugin.against(server, "list rollouts -w")) {
      await().until(() -> server.watches() == 1);
      server.refuse("GET", "/rollouts", 500, "InternalError", "etcd is away");
      server.endWatches();
      plugin.awaitOut("connection lost, trying again: etcd is away");
      server.refuse("GET", "/rollouts", 403, "Forbidden", "rollouts is forbidden");
      PluginRun run = plugin.end();
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).isEqualTo("Error: rollouts is forbidden\n");
    }
  }

  /** The Jobs of runs stand in the tree that is followed as in the one that is shown once. */
  @Test
  void jobsOfRunsAreFollowedToo() {
    World world = World.paused().and("job");
    try (PretendedApiServer server = new PretendedApiServer(world);
        RunningPlugin plugin = RunningPlugin.against(server, "get rollout shop -w")) {
      plugin.awaitOut("⊞ shop-smoke-1");
    }
  }
}
