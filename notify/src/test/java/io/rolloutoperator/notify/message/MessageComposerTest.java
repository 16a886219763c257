package io.rolloutoperator.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageComposerTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static final NotificationConfig CONFIG =
      ConfigReader.read(
          Map.of(
              "template.a",
              "{message: \"{{.rollout.name}} to {{.recipient}} by {{.serviceType}}\", slack: {attachments: \"[1]\", deliveryPolicy: Post}}",
              "template.b",
              "{slack: {attachments: \"[2]\", groupingKey: \"{{.context.key}}\"}, email: {subject: \"\"}}",
              "template.leak",
              "{message: \"{{.secrets.token}} {{b64enc .secrets.token}}\", webhook: {hook: {body: \"{{.secrets.token}}\"}}}",
              "template.broken",
              "message: \"{{.rollout.name.secret}}\"",
              "template.large",
              "{message: \"{{repeat 40000 `x`}}\", slack: {blocks: \"{{repeat 40000 `x`}}\"}}",
              "context",
              "key: k"),
          Map.of("token", "s3cr3t-value"));

  private static Composition compose(String... templates) {
    Map<String, Value> variables =
        Variables.to(
            new Destination("slack", "releases"),
            Variables.of(
                JsonNodeFactory.instance.objectNode().put("name", "shop"), List.of(), CONFIG));
    return new MessageComposer(CONFIG).compose(List.of(templates), variables, NOW);
  }

  private static String text(Composition composition) {
    return switch (composition) {
      case Composition.Composed(Message message) -> message.toString();
      case Composition.Failed(String reason) -> reason;
    };
  }

  @Test
  void templatesAreFilledInAndMerged() {
    assertThat(text(compose("a", "b")))
        .isEqualTo(
            "{\"message\":\"shop to releases by slack\",\"slack\":{\"attachments\":\"[2]\",\"deliveryPolicy\":\"Post\",\"groupingKey\":\"k\"},\"email\":{\"subject\":\"\"}}");
  }

  @Test
  void secretsReachWebhooksOnly() {
    assertThat(text(compose("leak")))
        .isEqualTo(
            "{\"message\":\"***** *****\",\"webhook\":{\"hook\":{\"body\":\"s3cr3t-value\"}}}");
  }

  @Test
  void whatCannotBeMadeIsNamed() {
    assertThat(text(compose("a", "no"))).isEqualTo("template 'no' is not configured");
    assertThat(text(compose("broken"))).isEqualTo("template \"broken\": unknown field \"secret\"");
  }

  @Test
  void allTextsTogetherAreBounded() {
    assertThat(text(compose("large"))).isEqualTo("template \"large\": output larger than 64 KiB");
  }
}
