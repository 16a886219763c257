package io.rolloutoperator.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectedTemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ReplicaSet.apps "web-1" is invalid: spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 99999: must be between 1 and 65535, inclusive | spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 99999: must be between 1 and 65535, inclusive
          ReplicaSet.apps "web-1" is invalid: spec.template.spec.containers[0].volumeMounts[0].name: Not found: "v" | spec.template.spec.containers[0].volumeMounts[0].name: Not found: "v"
          ReplicaSet.apps "web-1" is invalid: [spec.template.spec.a: Required value, b, spec.template.spec.c: Required value] | spec.template.spec.a: Required value, b
          admission webhook "w" denied the request: no | spec.template: admission webhook "w" denied the request: no
          """)
  void speaksOfTheRollout(String refusal, String detail) {
    assertThat(RejectedTemplate.error(refusal).message("web"))
        .isEqualTo("The Rollout \"web\" is invalid: " + detail);
  }

  @Test
  void isCutAtOneKibibyte() {
    String detail = RejectedTemplate.error("x".repeat(1_400_000)).detail();
    assertThat(detail).isEqualTo("spec.template: " + "x".repeat(1024) + "…");
  }
}
