package io.rolloutoperator.notify.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionsTest {

  private static final NotificationConfig CONFIG =
      ConfigReader.read(
          Map.of(
              "defaultTriggers", "[on-default]",
              "defaultTriggers.email", "[on-mail]"),
          Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notifications.argoproj.io/subscribe.on-x.slack | a;b | {on-x=[slack:a, slack:b]}",
        "notifications.argoproj.io/subscribe.on-x.slack | ' a ; ;b;' | {on-x=[slack:a, slack:b]}",
        "notifications.argoproj.io/subscribe.on-x.slack | '' | {on-x=[slack]}",
        "notifications.argoproj.io/subscribe.slack | a | {on-default=[slack:a]}",
        "notifications.argoproj.io/subscribe.email | a@b.c | {on-mail=[email:a@b.c]}",
        "recipients.argocd-notifications.argoproj.io | slack:a,email:b | {on-default=[slack:a], on-mail=[email:b]}",
        "on-x.recipients.argocd-notifications.argoproj.io | slack:a | {on-x=[slack:a]}",
        "notifications.argoproj.io/other | a | {}",
        "notifications.argoproj.io/subscriptions | '[{trigger: [on-x, on-y], destinations: [{service: slack, recipients: [a, b]}]}]' | {on-x=[slack:a, slack:b], on-y=[slack:a, slack:b]}",
        "notifications.argoproj.io/subscriptions | '[' | {}"
      })
  void anAnnotationSubscribes(String key, String value, String expected) {
    assertThat(Subscriptions.of(CONFIG, Map.of(), Map.of(key, value))).hasToString(expected);
  }

  @Test
  void theConfigurationSubscribesObjectsByTheirLabels() {
    NotificationConfig config =
        ConfigReader.read(
            Map.of(
                "defaultTriggers",
                "[on-default]",
                "subscriptions",
                "[{recipients: [\"slack:all\"]}, {recipients: [\"webhook\"], triggers: [on-x], selector: tier=web}]"),
            Map.of());

    assertThat(Subscriptions.of(config, Map.of("tier", "web"), Map.of()))
        .hasToString("{on-default=[slack:all], on-x=[webhook]}");
    assertThat(Subscriptions.of(config, Map.of(), Map.of()))
        .hasToString("{on-default=[slack:all]}");
  }

  @Test
  void oneDestinationIsToldOnce() {
    NotificationConfig config =
        ConfigReader.read(
            Map.of("subscriptions", "[{recipients: [\"slack:a\"], triggers: [on-x]}]"), Map.of());
    SortedMap<String, List<Destination>> found =
        Subscriptions.of(
            config,
            Map.of(),
            Map.of(
                "notifications.argoproj.io/subscribe.on-x.slack", "a;b;a",
                "on-x.recipients.argocd-notifications.argoproj.io", "slack:b"));

    assertThat(found).hasToString("{on-x=[slack:a, slack:b]}");
  }
}
