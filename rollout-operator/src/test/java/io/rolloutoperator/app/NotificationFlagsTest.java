package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.notify.defaults.Receivers.SlackChannel;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NotificationFlagsTest {

  private static final String WEBHOOK = "ROLLOUT_OPERATOR_ALERTS_WEBHOOK";

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

  /** A Secret that was made of a file ends with a line break. */
  @Test
  void blanksAroundAValueDoNotCount() {
    String[] flags = {
      "--alerts-webhook=https://hooks/x\n",
      "--alerts-alertmanager= http://alertmanager:9093\r\n",
      "--alerts-link=https://g/{rollout}\n",
      "--alerts-slack=ops\n"
    };
    NotificationFlags parsed = parse(flags);
    parsed.require();
    NotificationSettings settings =
        parsed.settings("ns", Map.of("ROLLOUT_OPERATOR_SLACK_TOKEN", "xoxb-1\n"));

    assertThat(settings.receivers().webhook()).contains(URI.create("https://hooks/x"));
    assertThat(settings.receivers().alertmanager())
        .contains(URI.create("http://alertmanager:9093"));
    assertThat(settings.receivers().slack()).contains(new SlackChannel("ops", "xoxb-1"));
    assertThat(settings.link().pattern()).isEqualTo("https://g/{rollout}");
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://secret/x, https://secret/x",
    "'', 'https://secret/x\n', https://secret/x",
    "https://flag/x, https://secret/x, https://flag/x",
    "https://flag/x, '', https://flag/x",
  })
  void theWebhookIsThatOfTheFlagOrElseOfTheEnvironment(String flag, String secret, String url) {
    NotificationFlags flags = parse("--alerts-webhook=" + flag);
    flags.require();

    assertThat(flags.settings("ns", Map.of(WEBHOOK, secret)).receivers().webhook())
        .contains(URI.create(url));
  }

  @Test
  void aWebhookOfTheEnvironmentThatIsNoUrlIsToldWithoutItsText() {
    assertThatThrownBy(() -> parse().settings("ns", Map.of(WEBHOOK, "s3cret")))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "the environment's ROLLOUT_OPERATOR_ALERTS_WEBHOOK must be a URL such as https://host/path");
  }

  @Test
  void aSlackChannelNeedsAToken() {
    assertThatThrownBy(() -> parse("--alerts-slack=ops").settings("ns", Map.of()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("ROLLOUT_OPERATOR_SLACK_TOKEN");
  }
}
