package io.rolloutoperator.notify.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.GoldenFile;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.subscription.Destination;
import io.rolloutoperator.notify.trigger.EventTrigger;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultNotificationsTest {

  private static final NotificationConfig CONFIG =
      ConfigReader.read(DefaultNotifications.under(Map.of()), Map.of());

  private static final String ROLLOUT =
      """
      {"metadata": {"name": "shop", "namespace": "prod", "annotations": {"rollout.argoproj.io/revision": "7"}},
       "spec": {"strategy": {"canary": {"steps": [{"setWeight": 20}, {"pause": {}}]}},
         "template": {"spec": {"containers": [{"name": "web", "image": "shop:\\"1\\""}, {"name": "log", "image": "log:2"}]}}},
       "status": {"currentStepIndex": 1, "message": "RolloutAborted: metric \\"success\\" assessed Failed"}}
      """;

  private static String message(String template, String rollout) throws IOException {
    Map<String, Value> variables =
        Variables.to(
            new Destination("slack", "x"),
            Variables.of(new ObjectMapper().readTree(rollout), List.of(), CONFIG));
    Composition composition =
        new MessageComposer(CONFIG).compose(List.of(template), variables, Instant.EPOCH);
    if (!(composition instanceof Composition.Composed(Message message))) {
      return composition.toString();
    }
    JsonNode attachments =
        new ObjectMapper().readTree(message.part("slack").path("attachments").asText());
    return message.text()
        + "\n"
        + message.part("email").path("subject").asText()
        + "\n"
        + attachments
        + "\n";
  }

  @Test
  void eachDefaultMakesOneSentenceAndAnAttachmentThatIsJson() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String template : CONFIG.templates().keySet()) {
      all.append("# ").append(template).append('\n').append(message(template, ROLLOUT));
      all.append(
          message(
              template,
              "{\"metadata\": {\"name\": \"a\", \"namespace\": \"b\", \"annotations\": {}}, \"spec\": {\"strategy\": {\"blueGreen\": {\"activeService\": \"s\"}}}}"));
    }
    GoldenFile.check("defaults.golden", all.toString());
  }

  @Test
  void eachDefaultCanBeTriedOnARolloutOfAFile() throws IOException {
    String file =
        """
        {"metadata": {"name": "a", "namespace": "b"},
         "spec": {"strategy": {"canary": {}}, "template": {"spec": {"containers": [{"name": "c", "image": "d"}]}}}}
        """;
    for (String template : CONFIG.templates().keySet()) {
      assertThat(message(template, file)).as(template).contains("b/a").doesNotContain("Failed[");
    }
  }

  @Test
  void everyDefaultTriggerBelongsToAnEvent() {
    assertThat(CONFIG.problems()).isEmpty();
    assertThat(CONFIG.triggers().keySet()).isNotEmpty().allMatch(EventTrigger::isKnown);
  }

  @Test
  void aConfigurationIsAboveTheDefaults() {
    Map<String, String> data =
        DefaultNotifications.under(Map.of("template.rollout-aborted", "message: mine"));

    assertThat(ConfigReader.read(data, Map.of()).templates().values())
        .anySatisfy(tree -> assertThat(tree.path("message").asText()).isEqualTo("mine"));
  }
}
