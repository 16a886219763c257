package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NotificationFlagsTest {

  private static NotificationFlags parse(String... args) {
    Flags flags = new Flags();
    new CommandLine(flags).parseArgs(args);
    return flags.notifications;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://grafana.example.com/d/x?var-namespace={namespace}&var-rollout={rollout}",
        "http://dashboards/all"
      })
  void aLinkIsAUrlWithNamesInIt(String link) {
    NotificationFlags flags = parse("--alerts-link=" + link);
    flags.require();
    assertThat(flags.settings("ns", Map.of()).link().pattern()).isEqualTo(link);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grafana", "ftp://x/y", "https://x/{pod}", "https://x/{{.secrets.x}}"})
  void anythingElseIsRefused(String link) {
    NotificationFlags flags = parse("--alerts-link=" + link);
    assertThatThrownBy(flags::require)
        .isInstanceOf(WrongUsageException.class)
        .hasMessage("--alerts-link must be a URL such as https://host/path");
  }

  @Test
  void aSlackChannelNeedsAToken() {
    assertThatThrownBy(() -> parse("--alerts-slack=ops").settings("ns", Map.of()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("ROLLOUT_OPERATOR_SLACK_TOKEN");
  }
}
