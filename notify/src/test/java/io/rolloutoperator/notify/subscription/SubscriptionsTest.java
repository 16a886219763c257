package io.rolloutoperator.notify.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        "notifications.argoproj.io/subscriptions | '[{destinations: [{service: slack, recipients: [a]}, {service: email, recipients: [b]}]}]' | {on-default=[slack:a], on-mail=[email:b]}",
        "notifications.argoproj.io/subscriptions | '[{trigger: [], destinations: [{service: slack, recipients: [a]}]}]' | {on-default=[slack:a]}",
        "notifications.argoproj.io/subscriptions | '[{trigger: on-x, destinations: [{service: slack, recipients: a}]}]' | {on-x=[slack:a]}",
        "notifications.argoproj.io/subscriptions | '' | {}"
      })
  void anAnnotationSubscribes(String key, String value, String expected) {
    Subscriptions found = Subscriptions.of(CONFIG, Map.of(), Map.of(key, value));

    assertThat(found.destinations()).hasToString(expected);
    assertThat(found.problems()).isEmpty();
  }

  private static final String LONG = "x".repeat(1_000);

  /** Each level has three of the one before. */
  private static String nestedAliases(int levels) {
    return "- trigger: &a0 [x]\n"
        + IntStream.rangeClosed(1, levels)
            .mapToObj(i -> "- &a%1$d [*a%2$d, *a%2$d, *a%2$d]\n".formatted(i, i - 1))
            .collect(Collectors.joining());
  }

  private static String list(String trigger, int triggers, String service, int recipients) {
    return "[{trigger: [%s], destinations: [{service: %s, recipients: [%s]}]}]"
        .formatted(numbered(trigger, triggers), service, numbered("r", recipients));
  }

  private static String numbered(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> name + i).collect(Collectors.joining(","));
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("[", "line 1: "),
        Arguments.of(nestedAliases(16), "more than 10000 values, those of aliases included"),
        Arguments.of(
            "[" + "[],".repeat(40_000) + "]", "more than 10000 values, those of aliases included"),
        Arguments.of("[".repeat(50_000), "nested deeper than 100"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void aListThatCannotBeReadIsToldInOneLine(String value, String problem) {
    Subscriptions found =
        Subscriptions.of(
            CONFIG,
            Map.of(),
            Map.of(
                "notifications.argoproj.io/subscriptions",
                value,
                "notifications.argoproj.io/subscribe.on-x.slack",
                "a"));

    assertThat(found.destinations()).hasToString("{on-x=[slack:a]}");
    assertThat(found.problems())
        .singleElement()
        .asString()
        .startsWith("annotation notifications.argoproj.io/subscriptions: " + problem)
        .doesNotContain("\n");
  }

  static Stream<Arguments> tooMany() {
    String count = "more than 1000 subscriptions of one object: the rest is not told";
    String names =
        "subscriptions with names of more than 256 KiB of one object: the rest is not told";
    return Stream.of(
        Arguments.of(list("t", 4_000, "slack", 4_000), count),
        Arguments.of(list("t", 1_001, "slack", 1), count),
        Arguments.of(list("t", 1, LONG, 500), names),
        Arguments.of(list(LONG, 500, "slack", 1), names),
        Arguments.of(
            "[{trigger: [%s], destinations: [{service: slack, recipients: [%s]}]}]"
                .formatted(numbered("t", 500), LONG),
            names));
  }

  @ParameterizedTest
  @MethodSource("tooMany")
  void subscriptionsOfOneObjectAreLimited(String value, String problem) {
    Subscriptions found =
        Subscriptions.of(
            CONFIG, Map.of(), Map.of("notifications.argoproj.io/subscriptions", value));

    assertThat(found.destinations().values().stream().mapToInt(List::size).sum())
        .isBetween(1, 1_000);
    assertThat(found.problems()).containsExactly(problem);
  }

  @Test
  void aThousandSubscriptionsAreNotTooMany() {
    Subscriptions found =
        Subscriptions.of(
            CONFIG,
            Map.of(),
            Map.of("notifications.argoproj.io/subscriptions", list("t", 10, "slack", 100)));

    assertThat(found.destinations().values().stream().mapToInt(List::size).sum()).isEqualTo(1_000);
    assertThat(found.problems()).isEmpty();
  }

  @Test
  void subscriptionsOfTheConfigurationAreLimitedToo() {
    NotificationConfig config =
        ConfigReader.read(
            Map.of(
                "defaultTriggers", "[" + numbered("t", 9_000) + "]",
                "subscriptions", "[{recipients: [" + numbered("slack:r", 9_000) + "]}]"),
            Map.of());

    Subscriptions found = Subscriptions.of(config, Map.of(), Map.of());

    assertThat(found.destinations().values().stream().mapToInt(List::size).sum()).isEqualTo(1_000);
    assertThat(found.problems())
        .containsExactly("more than 1000 subscriptions of one object: the rest is not told");
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

    assertThat(Subscriptions.of(config, Map.of("tier", "web"), Map.of()).destinations())
        .hasToString("{on-default=[slack:all], on-x=[webhook]}");
    assertThat(Subscriptions.of(config, Map.of(), Map.of()).destinations())
        .hasToString("{on-default=[slack:all]}");
  }

  @Test
  void oneDestinationIsToldOnce() {
    NotificationConfig config =
        ConfigReader.read(
            Map.of("subscriptions", "[{recipients: [\"slack:a\"], triggers: [on-x]}]"), Map.of());
    Subscriptions found =
        Subscriptions.of(
            config,
            Map.of(),
            Map.of(
                "notifications.argoproj.io/subscribe.on-x.slack", "a;b;a",
                "on-x.recipients.argocd-notifications.argoproj.io", "slack:b"));

    assertThat(found.destinations()).hasToString("{on-x=[slack:a, slack:b]}");
  }
}
