package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see and press: a narrow terminal, a window that changes its size, Ctrl-C. */
@RequiresCluster
class PluginTerminalIT {

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String CLEARED = "\u001b[H\u001b[2J";
  private static final String CURSOR_BACK = "\u001b[?25h";

  @TempDir private Path scratch;

  private final TestNamespace namespace;

  PluginTerminalIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /** No operator runs: the Rollout has no status, which makes no difference here. */
  @BeforeEach
  void apply() {
    LiveRelease.apply(namespace, "a-rollout-with-a-name-that-is-rather-long", "[{pause: {}}]");
  }

  private PluginTerminal start(String size, String command) {
    Path admin = namespace.cluster().controlPlane().kubeconfig("admin");
    return PluginTerminal.start(size, command, admin, scratch);
  }

  private String get() {
    return "$rollouts get rollout a-rollout-with-a-name-that-is-rather-long -n " + namespace.name();
  }

  private static String withoutEscapes(String screen) {
    return screen.replaceAll("\u001b\\[[?0-9;]*[a-zA-Z]", "").replace("\r", "");
  }

  private static void fits(String screen, int columns) {
    assertThat(withoutEscapes(screen).lines())
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(columns));
  }

  @Test
  void aNarrowTerminalBreaksNoLine() {
    try (PluginTerminal terminal = start("rows 50 cols 40", "exec " + get())) {
      assertThat(terminal.end()).isZero();
      assertThat(terminal.screen()).contains("\u001b[1m");
      fits(terminal.screen(), 40);
    }
  }

  @Test
  void aWatchFollowsTheSizeOfItsWindow() {
    String line = "(sleep 4; stty rows 20 cols 40 < /dev/tty) & exec " + get() + " -w";
    try (PluginTerminal terminal = start("rows 50 cols 120", line)) {
      await().atMost(WITHIN).until(() -> terminal.screen().contains(CLEARED + "\r"));
      terminal.type("\u0003");
      terminal.end();
      String screen = terminal.screen();
      String after = screen.substring(screen.indexOf(CLEARED));
      fits(after, 40);
      assertThat(withoutEscapes(after).lines().filter(each -> each.startsWith("Name:")).count())
          .isPositive();
    }
  }

  @Test
  void ctrlCEndsAWatchWithoutAWordAndGivesTheCursorBack() {
    try (PluginTerminal terminal = start("rows 50 cols 120", "exec " + get() + " -w")) {
      await()
          .atMost(WITHIN)
          .until(() -> terminal.screen().contains("revision") || terminal.screen().contains("AGE"));
      terminal.type("\u0003");
      assertThat(terminal.end()).isEqualTo(130);
      assertThat(terminal.screen()).endsWith(CURSOR_BACK).doesNotContain("Exception", "Error");
    }
  }
}
