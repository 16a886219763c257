package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

  private static final JsonNode ROLLOUT =
      LoopbackApi.yaml(
          """
          metadata:
            namespace: shop
            name: web
            annotations: {rollout-operator.io/sync-owner: GitSync/shop/apps}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{lastAttemptedRevision: main@sha1:b, lastAppliedRevision: main@sha1:a} | a",
        "{lastBegunRevision: main@sha1:b, lastAppliedRevision: main@sha1:a} | a",
        "{lastAttemptedRevision: main@sha1:c, lastBegunRevision: main@sha1:b} | b",
        // The Rollout of a first commit may be done before all of it is noted as applied.
        "{lastAttemptedRevision: main@sha1:b} | b",
        "{} | \"\"",
      })
  void aRolloutIsOfTheCommitThatIsApplied(String status, String commit) {
    try (LoopbackApi server = new LoopbackApi()) {
      server.holds(
          "/apis/rollout-operator.io/v1alpha1/namespaces/shop/gitsyncs/apps",
          "{metadata: {namespace: shop, name: apps}, status: " + status + "}");
      assertThat(new Origins(server.api()).of(ROLLOUT).commit()).isEqualTo(commit);
    }
  }
}
