package io.rolloutoperator.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MomentTest {

  /** Or a condition alone would be more than what is stored of all moments together. */
  @Test
  void longTextsAreStoredInPart() throws JsonProcessingException {
    JsonNode gitSync =
        new ObjectMapper()
            .readTree(
                """
                {"status": {"lastAppliedRevision": "main@sha1:a", "conditions": [
                  {"type": "Ready", "status": "False", "message": "%1$s"},
                  {"type": "Stalled", "status": "True", "message": "%1$s"}]}}
                """
                    .formatted("x".repeat(32_768)));
    Moment moment = Moment.of(gitSync);

    assertThat(moment.tree().toString()).hasSizeLessThan(3_000);
    assertThat(moment.over(gitSync).at("/status/lastAppliedRevision").asText())
        .isEqualTo("main@sha1:a");
    assertThat(SyncState.of(moment.over(gitSync), ""))
        .satisfies(told -> assertThat(told.message()).isEqualTo("x".repeat(1_000) + "…"))
        .satisfies(told -> assertThat(told.stalled()).isEqualTo("True"));
  }
}
