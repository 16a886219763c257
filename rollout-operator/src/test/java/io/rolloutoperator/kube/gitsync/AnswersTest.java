package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.testkit.cluster.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "cannot patch resource \"deployments\" in API group \"apps\" in the namespace \"shop\" |"
            + " cannot patch deployments.apps in namespace shop",
        "cannot get resource \"configmaps\" in API group \"\" in the namespace \"shop\" |"
            + " cannot get configmaps in namespace shop",
        "cannot get resource \"namespaces\" in API group \"\" at the cluster scope |"
            + " cannot get namespaces at the cluster scope",
      })
  void aMissingRightIsToldShortly(String answer, String told) {
    assertThat(Answers.shortened(answer)).isEqualTo(told);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "stringData: {a: s3cret}             | got s3cret                   | got ***",
        "stringData: {a: {b: s3cret}}        | got map[b:s3cret]            | got map[b:***]",
        "stringData: {a: 4711}               | got Value:4711               | got Value:***",
        "stringData: [s3cret]                | got [s3cret]                 | got [***]",
        "stringData: {a: s3cret, b: s3cretly} | got s3cretly                | got ***",
        "data: {a: czNjcmV0}                 | illegal czNjcmV0             | illegal ***",
      })
  void whatIsInASecretIsNotRepeated(String field, String answer, String told) {
    assertThat(Answers.scrubbed(manifest("Secret", field), answer)).isEqualTo(told);
  }

  @Test
  void linesOfAValueAreNotRepeatedEither() {
    Manifest secret = manifest("Secret", "stringData: {a: \"first\\nsecond\"}");
    assertThat(Answers.scrubbed(secret, "got \"first\\nsecond\"")).isEqualTo("got \"***\\n***\"");
  }

  @Test
  void otherKindsAreToldInFull() {
    Manifest map = manifest("ConfigMap", "data: {a: value}");
    assertThat(Answers.scrubbed(map, "got value")).isEqualTo("got value");
  }

  private static Manifest manifest(String kind, String field) {
    ObjectNode object =
        Json.yaml("apiVersion: v1\nkind: %s\nmetadata: {name: x}\n%s\n".formatted(kind, field))
            .getFirst();
    return new Manifest(object, new Origin("a.yaml", 1));
  }
}
