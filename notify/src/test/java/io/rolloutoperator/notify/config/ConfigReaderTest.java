package io.rolloutoperator.notify.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigReaderTest {

  private static final Map<String, String> SECRETS = Map.of("slack-token", "xoxb-1", "key_2", "k2");

  private static NotificationConfig read(String key, String value) {
    return ConfigReader.read(Map.of(key, value), SECRETS);
  }

  @Test
  void aServiceGetsTheValuesOfTheSecretThatItsTextsReferTo() {
    NotificationConfig config =
        read("service.slack", "token: $slack-token\nnested: {list: [\"a$key_2.\", 5]}\n");

    ServiceDefinition slack = config.services().values().iterator().next();
    assertThat(slack.type()).isEqualTo("slack");
    assertThat(slack.options().toString())
        .isEqualTo("{\"token\":\"xoxb-1\",\"nested\":{\"list\":[\"ak2.\",5]}}");
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void aServiceMayHaveANameBesideItsType() {
    NotificationConfig config = read("service.webhook.deploys", "url: https://example.com");

    assertThat(config.services()).containsOnlyKeys("deploys");
    assertThat(config.services().values())
        .extracting(ServiceDefinition::type)
        .containsExactly("webhook");
  }

  @Test
  void noValueOfTheSecretIsInAnyText() {
    NotificationConfig config = read("service.slack", "token: $slack-token");

    assertThat(config.toString() + config.services().values()).doesNotContain("xoxb-1");
  }

  @Test
  void aTriggerIsAListOfConditions() {
    NotificationConfig config =
        read(
            "trigger.on-purple",
            """
            - send: [a, b]
              when: rollout.spec.replicas > 1
              oncePer: rollout.status.currentPodHash
              description: purple
            - send: [c]
            """);

    assertThat(config.triggers().get("on-purple"))
        .containsExactly(
            new TriggerCondition(
                "rollout.spec.replicas > 1",
                "rollout.status.currentPodHash",
                "purple",
                List.of("a", "b")),
            new TriggerCondition("", "", "", List.of("c")));
  }

  @Test
  void defaultsSubscriptionsAndContextAreRead() {
    NotificationConfig config =
        ConfigReader.read(
            Map.of(
                "defaultTriggers", "[on-a]",
                "defaultTriggers.slack", "[on-b, on-c]",
                "context", "url: https://example.com",
                "subscriptions",
                    "[{recipients: [\"slack:x\"], triggers: [on-a], selector: \"a=b,c!=d\"}]",
                "template.t", "message: hello"),
            Map.of());

    assertThat(config.defaultTriggers()).containsExactly("on-a");
    assertThat(config.serviceDefaultTriggers()).containsEntry("slack", List.of("on-b", "on-c"));
    assertThat(config.context()).containsEntry("url", "https://example.com");
    assertThat(config.templates()).containsOnlyKeys("t");
    GlobalSubscription subscription = config.subscriptions().getFirst();
    assertThat(subscription.recipients()).containsExactly("slack:x");
    assertThat(subscription.selector().match(Map.of("a", "b"))).isTrue();
    assertThat(subscription.selector().match(Map.of("a", "b", "c", "d"))).isFalse();
    assertThat(subscription.selector().match(Map.of())).isFalse();
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of(
            "service.slack",
            "token: $no-token",
            "service.slack refers to $no-token, but Secret argo-rollouts-notification-secret has no key no-token"),
        Arguments.of(
            "service.a.b.c",
            "{}",
            "invalid service key; expected 'service.<type>(.<name>)' but got 'service.a.b.c'"),
        Arguments.of("trigger.t", "when: x", "trigger.t: expected a list of conditions"),
        Arguments.of(
            "template.t",
            "just text",
            "template.t: expected fields such as message, slack or webhook"),
        Arguments.of(
            "template.t",
            "message: {{.rollout.metadata.name}}",
            "template.t: a text that begins with {{ must stand in quotes"),
        Arguments.of(
            "service.slack",
            "[" + "[],".repeat(400_000) + "]",
            "service.slack: more than 10000 values, those of aliases included"),
        Arguments.of(
            "subscriptions",
            "[{recipients: [slack: releases]}]",
            "subscriptions: a recipient is a text such as slack:releases, without a blank in it"),
        Arguments.of(
            "subscriptions",
            "[{selector: nonsense}]",
            "subscriptions: invalid selector \"nonsense\""));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsBrokenIsAProblemOfItsOwn(String key, String value, String problem) {
    NotificationConfig config =
        ConfigReader.read(Map.of(key, value, "template.good", "message: x"), SECRETS);

    assertThat(config.problems()).containsExactly(problem);
    assertThat(config.templates()).containsKey("good");
  }

  @Test
  void yamlThatCannotBeReadIsNamedWithItsPlace() {
    assertThat(read("template.t", "message: [").problems())
        .singleElement()
        .asString()
        .startsWith("template.t: line ");
  }

  @Test
  void aServiceThatNamesALargeValueAgainAndAgainIsRefused() {
    NotificationConfig config =
        ConfigReader.read(
            Map.of("service.slack", "token: " + "$k".repeat(200_000)),
            Map.of("k", "x".repeat(500_000)));

    assertThat(config.services()).isEmpty();
    assertThat(config.problems())
        .containsExactly(
            "service.slack: values of Secret argo-rollouts-notification-secret larger than 1 MiB");
  }
}
