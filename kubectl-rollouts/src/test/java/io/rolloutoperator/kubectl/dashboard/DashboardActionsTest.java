package io.rolloutoperator.kubectl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import io.rolloutoperator.kubectl.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A button sends what its command sends, and says what its command says. */
class DashboardActionsTest {

  /**
   * A button and its command.
   *
   * @param server what the cluster refuses
   */
  record Case(
      String action,
      String body,
      String commandLine,
      int status,
      Supplier<World> world,
      Consumer<PretendedApiServer> server) {

    static Case of(String action, String body, String commandLine, int status) {
      return new Case(action, body, commandLine, status, World::paused, server -> {});
    }

    Case in(Supplier<World> other) {
      return new Case(action, body, commandLine, status, other, server);
    }

    Case where(Consumer<PretendedApiServer> other) {
      return new Case(action, body, commandLine, status, world, other);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of("promote", "{}", "promote shop", 200),
        Case.of("promote", "{}", "promote shop", 409).in(() -> World.paused().aborted()),
        Case.of("promote", "{}", "promote shop", 409).in(() -> World.paused().promoted()),
        Case.of("promote-full", "{}", "promote shop --full", 200),
        Case.of("promote-full", "", "promote shop --full", 409).in(() -> World.paused().promoted()),
        Case.of("abort", "{}", "abort shop", 200),
        Case.of("abort", "{}", "abort shop", 409).in(() -> World.paused().aborted()),
        Case.of("abort", "{}", "abort shop", 409).in(() -> World.paused().promoted()),
        Case.of("retry", "{}", "retry rollout shop", 200).in(() -> World.paused().aborted()),
        Case.of("restart", "{}", "restart shop", 200),
        Case.of("undo", "{\"revision\":2}", "undo shop --to-revision=2", 200),
        Case.of("undo", "{\"revision\":4}", "undo shop --to-revision=4", 200),
        Case.of("undo", "{\"revision\":9}", "undo shop --to-revision=9", 409),
        Case.of("set-image", "{\"images\":{\"shop\":\"x:1\"}}", "set image shop shop=x:1", 200),
        Case.of("set-image", "{\"images\":{\"nobody\":\"x:1\"}}", "set image shop nobody=x:1", 409),
        Case.of("set-image", "{\"images\":{\"shop\":\"x:1\"}}", "set image shop shop=x:1", 200)
            .in(() -> World.of("deployment")),
        Case.of("promote", "{}", "promote shop", 403).where(refusing(403, "Forbidden")),
        Case.of("abort", "{}", "abort shop", 422).where(refusing(422, "Invalid")),
        Case.of("abort", "{}", "abort shop", 502).where(refusing(500, "InternalError")));
  }

  private static Consumer<PretendedApiServer> refusing(int status, String reason) {
    return server -> server.refuse("PATCH", "/status", status, reason, reason + " by the cluster");
  }

  static Stream<World> worlds() {
    return Stream.of(
        World.paused(),
        World.paused().aborted(),
        World.paused().promoted(),
        World.paused().progressing());
  }

  /** Only the page refuses to try again what is not aborted: the command sends its request. */
  @ParameterizedTest
  @MethodSource("worlds")
  void aButtonThatWouldDoNothingSaysWhatItsCommandSays(World world) {
    Map<String, String> commands =
        Map.of(
            "promote", "promote shop",
            "promote-full", "promote shop --full",
            "abort", "abort shop");
    for (var command : commands.entrySet()) {
      try (PretendedApiServer cluster = new PretendedApiServer(world)) {
        String said = PluginRun.against(cluster, command.getValue()).err();
        String shown = IdleActions.of(world.rollout()).path(command.getKey()).asText();
        assertThat(said).isEqualTo(shown.isEmpty() ? "" : "Error: " + shown + "\n");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theRequestsAndTheSentenceAreTheCommands(Case each) throws Exception {
    List<String> requests;
    String said;
    try (PretendedApiServer cluster = new PretendedApiServer(each.world().get())) {
      each.server().accept(cluster);
      PluginRun run = PluginRun.against(cluster, each.commandLine());
      requests = cluster.log();
      said = (run.out() + run.err().replace("Error: ", "")).strip();
    }
    try (RunningDashboard dashboard = RunningDashboard.of(each.world().get())) {
      each.server().accept(dashboard.cluster());
      BrowserCall.Reply reply = dashboard.press(each.action(), each.body()).send();

      assertThat(reply.status()).isEqualTo(each.status());
      assertThat(Json.read(reply.body()).path("message").asText()).isEqualTo(said);
      assertThat(dashboard.cluster().log()).isEqualTo(requests);
    }
  }
}
