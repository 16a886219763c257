package io.rolloutoperator.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.json.PlainText;
import io.rolloutoperator.kubectl.json.Yaml;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else wrote into the cluster cannot steer the terminal of who reads it. */
class HostileTextTest {

  /** A new title of the window, a C1 sequence, a turn of direction, a way back to the margin. */
  private static final String HOSTILE =
      "\u001b]0;pwned\u0007 \u009b2J \u202egnp.exe \u2066x\u2069 \r\u0008 \u2028";

  private final World world = World.paused();
  private final PretendedApiServer server = new PretendedApiServer(world);

  @BeforeEach
  void write() {
    world.status().put("phase", "Paused").put("message", HOSTILE);
    world.ofKind("AnalysisRun").forEach(run -> metadata((ObjectNode) run));
  }

  private static void metadata(ObjectNode object) {
    object.withObject("/metadata").put("name", "run-" + HOSTILE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void isHarmless(PluginRun run) {
    for (String text : new String[] {run.out(), run.err()}) {
      assertThat(text.chars().filter(c -> c != '\n' && c != '\t')).allMatch(PlainText::isPlain);
    }
    assertThat(run.out() + run.err()).contains("pwned");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get rollout shop",
        "get rollout shop -o json",
        "get rollout shop -o yaml",
        "status shop --watch=false",
        "why shop",
        "__complete terminate analysisrun run"
      })
  void whatIsShownIsOnlyText(String commandLine) {
    isHarmless(PluginRun.against(server, commandLine));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort shop", "abort shop other", "promote shop", "get rollout shop"})
  void whatTheServerRefusesWithIsOnlyText(String commandLine) {
    for (String method : new String[] {"GET", "PATCH"}) {
      for (String end : new String[] {"/shop", "/other", "/status"}) {
        server.refuse(method, end, 403, "Forbidden", HOSTILE);
      }
    }
    isHarmless(PluginRun.against(server, commandLine));
  }

  @Test
  void aNameIsOnlyText() {
    metadata(world.rollout());
    isHarmless(PluginRun.against(server, "list rollouts -o name"));
  }

  /** Programs read what is written, not what is shown. */
  @ParameterizedTest
  @ValueSource(strings = {"json", "yaml"})
  void formsForProgramsKeepEveryCharacter(String form) throws Exception {
    String out = PluginRun.against(server, "get rollout shop -o " + form).out();
    var tree = form.equals("json") ? Json.read(out) : Yaml.documents(out).getFirst();
    assertThat(tree.at("/status/message").asText()).isEqualTo(HOSTILE);
  }

  @Test
  void coloursOfOurOwnStay() {
    PluginRun run = PluginRun.inTerminal(server, 80, "get rollout shop", Map.of());
    assertThat(run.out()).contains("\u001b[").doesNotContain("\u001b]", "\u009b", "\u202e");
  }
}
