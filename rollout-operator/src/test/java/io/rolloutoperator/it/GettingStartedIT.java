package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for newcomers, followed line by line: its YAML, its patches, what it says one sees. */
@RequiresCluster
@OnAnyCluster
@ExpectWarnings("RolloutAborted")
class GettingStartedIT {

  private static final String OLD = "nginx:1.27-alpine";
  private static final String NEW = "nginx:1.28-alpine";

  private final TestNamespace namespace;
  private final String page;
  private final LiveRollout hello;

  GettingStartedIT(TestNamespace namespace) throws IOException {
    this.namespace = namespace;
    this.page = Files.readString(Path.of("..", "docs", "getting-started.md"));
    this.hello = new LiveRollout(namespace, "hello");
  }

  @Test
  void isTrue() throws IOException {
    ShippedOperator.start(namespace);
    String manifest = only("(?ms)^```yaml\\n(.*?)^```$");
    assertThat(Json.yaml(Files.readString(Path.of("..", "samples", "hello.yaml"))))
        .isEqualTo(Json.yaml(manifest));
    namespace.apply(manifest);
    hello.awaitPhase("Healthy");

    namespace.apply(manifest.replace(OLD, NEW));
    hello.awaitPausedAt(1);
    assertThat(hello.scales()).isEqualTo("1=3 2=1");
    assertThat(hello.status().path("message").asText()).isEqualTo("CanaryPauseStep");

    follow("abort");
    hello.awaitPhase("Degraded");
    assertThat(page).contains("`" + hello.status().path("message").asText() + "`");
    hello.await("old pods only", _ -> hello.scales().equals("1=4 2=0"));

    follow("retry");
    hello.awaitPausedAt(1);
    follow("pause");
    hello.await("manually paused", seen -> message(seen).equals("manually paused"));
    follow("end that pause");
    hello.await("at its own pause again", seen -> message(seen).equals("CanaryPauseStep"));

    follow("promote (end the pause)");
    hello.awaitPausedAt(3);
    assertThat(hello.scales()).isEqualTo("1=2 2=2");
    follow("promote fully");
    hello.awaitPhase("Healthy");
    assertThat(hello.scales()).isEqualTo("1=0 2=4");
  }

  private static String message(JsonNode rollout) {
    return rollout.path("status").path("message").asText();
  }

  /** The other pages that promote without the plugin do it as this one does. */
  @Test
  void isOfOneMindWithTheOtherPages() throws IOException {
    for (Path other : List.of(Path.of("..", "README.md"), Path.of("..", "docs", "install.md"))) {
      assertThat(Files.readString(other)).contains(command("promote (end the pause)"));
    }
  }

  private String command(String action) {
    return only("(?m)^\\| " + Pattern.quote(action) + " \\| `([^`]*)`");
  }

  /** Sends the patch of a row of the page's table. */
  private void follow(String action) {
    String command = command(action);
    String patch = only(command, "-p '([^']*)'");
    if (command.contains("--subresource=status")) {
      namespace.patchStatus(LiveRollout.API, "Rollout", "hello", patch);
    } else {
      namespace.patch(LiveRollout.API, "Rollout", "hello", patch);
    }
  }

  private String only(String pattern) {
    return only(page, pattern);
  }

  private static String only(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + pattern + " in the page"));
  }
}
