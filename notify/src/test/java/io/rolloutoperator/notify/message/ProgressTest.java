package io.rolloutoperator.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          under way                | "currentStepIndex": 1                                       | 1
          somebody asks for an end | "currentStepIndex": 1, "abort": true                        | 1
          aborted                  | "currentStepIndex": 0, "abort": true, "abortedAt": "a time" | ``
          """)
  void itIsKnownUntilAnAbortIsActedUpon(String name, String status, String step)
      throws JsonProcessingException {
    JsonNode rollout =
        new ObjectMapper()
            .readTree(
                """
                {"spec": {"strategy": {"canary": {"steps": [{}, {}]}}}, "status": {%s}}
                """
                    .formatted(status));

    assertThat(Progress.of(rollout).step()).as(name).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a router was asked    | "currentStepIndex": 0, "canary": {"weights": {"canary": {"weight": 7}}} | 7
          before any weight     | "currentStepIndex": 0                                                   | 0
          at a weight           | "currentStepIndex": 1                                                   | 20
          the last weight lasts | "currentStepIndex": 2                                                   | 20
          all steps are done    | "currentStepIndex": 3                                                   | 100
          an index out of range | "currentStepIndex": 4                                                   | 0
          nothing is known      | "phase": "Progressing"                                                  | ``
          """)
  void theWeightIsTheRoutersOrElseTheLastThatAStepSets(String name, String status, String weight)
      throws JsonProcessingException {
    JsonNode rollout =
        new ObjectMapper()
            .readTree(
                """
                {"spec": {"strategy": {"canary": {"steps": [{"pause": {}}, {"setWeight": 20}, {"pause": {}}]}}},
                 "status": {%s}}
                """
                    .formatted(status));

    assertThat(Progress.of(rollout).weight()).as(name).isEqualTo(weight);
  }
}
