package io.rolloutoperator.notify.defaults;

import static io.rolloutoperator.notify.defaults.ExampleAlerts.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.SyncState;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.trigger.ConditionResult;
import io.rolloutoperator.notify.trigger.TriggerEvaluator;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitSyncAlertsTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");
  private static final String TRIGGER = "on-git-sync-failed";
  private static final String ID = "0123456789abcdef0123456789abcdef01234567";
  private static final String PAGE = "https://github.com/shop/config/commit/" + ID;

  private static final NotificationConfig CONFIG =
      ConfigReader.read(
          GitSyncAlerts.of(
              new Receivers(
                  Optional.of(URI.create("https://hooks.example.com")),
                  Optional.empty(),
                  Optional.empty())),
          Map.of());

  private static JsonNode gitSync(String ready, String reason, String stalled) {
    return json(
        """
        {"metadata": {"namespace": "shop", "name": "web", "uid": "u-1"},
         "status": {"lastAttemptedRevision": "main@sha1:%s", "conditions": [
          {"type": "Ready", "status": "%s", "reason": "%s", "message": "a.yaml:1: wrong"},
          {"type": "Stalled", "status": "%s", "reason": "%s"}]}}
        """
            .formatted(ID, ready, reason, stalled, reason));
  }

  private static Map<String, Value> variables(JsonNode gitSync) {
    return Variables.of(gitSync, SyncState.of(gitSync, PAGE), CONFIG);
  }

  private static ConditionResult judged(JsonNode gitSync) {
    return TriggerEvaluator.evaluate(
            CONFIG.triggers().getOrDefault(TRIGGER, List.of()), variables(gitSync), NOW)
        .getFirst();
  }

  @Test
  void theConfigurationHasNoProblem() {
    assertThat(CONFIG.problems()).isEmpty();
    assertThat(CONFIG.services().keySet()).isNotEmpty().allMatch(DefaultAlerts::isOwn);
  }

  @ParameterizedTest(name = "Ready {0} {1}, Stalled {2}")
  @CsvSource({
    "False, FetchFailed, False, true, false",
    "False, BuildFailed, True, true, false",
    "False, PruneBlocked, True, true, false",
    "False, ApplyFailed, False, true, false",
    "False, Progressing, False, false, false",
    "False, DependencyNotReady, False, false, false",
    "False, RolloutAborted, False, false, true",
    "True, ReconciliationSucceeded, False, false, true",
    "Unknown, Progressing, False, false, false",
  })
  void itFailsAndIsWell(String ready, String reason, String stalled, boolean begins, boolean over) {
    ConditionResult result = judged(gitSync(ready, reason, stalled));
    assertThat(result.problem()).isEmpty();
    assertThat(result.triggered()).isEqualTo(begins);
    assertThat(result.over()).isEqualTo(over);
  }

  @Test
  void eachReasonAndCommitIsToldAnew() {
    assertThat(judged(gitSync("False", "BuildFailed", "True")).oncePer())
        .isEqualTo("BuildFailed " + ID);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "alert-on-git-sync-failed | firing | GitSync shop/web at commit 0123456 failed:"
            + " BuildFailed: a.yaml:1: wrong (somebody must act)",
        "alert-on-git-sync-failed-over | resolved | GitSync shop/web at commit 0123456 is well"
            + " again",
      })
  void itSaysWhatIsWrongAndWhere(String template, String state, String sentence) {
    Composition composed =
        new MessageComposer(CONFIG)
            .compose(List.of(template), variables(gitSync("False", "BuildFailed", "True")), NOW);
    assertThat(composed).isInstanceOf(Composition.Composed.class);
    var message = ((Composition.Composed) composed).message();
    JsonNode body = json(message.part("webhook").path(AlertData.WEBHOOK).path("body").asText());

    assertThat(message.text()).isEqualTo(sentence + "\n" + PAGE);
    assertThat(body.path("state").asText()).isEqualTo(state);
    assertThat(body.path("gitsync").asText()).isEqualTo("web");
    assertThat(body.path("reason").asText()).isEqualTo("BuildFailed");
    assertThat(body.path("commit").asText()).isEqualTo(ID);
    assertThat(body.path("commitURL").asText()).isEqualTo(PAGE);
  }
}
