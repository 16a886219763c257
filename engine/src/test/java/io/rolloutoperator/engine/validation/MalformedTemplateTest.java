package io.rolloutoperator.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template is an opaque tree: whatever stands in it is an answer, never an exception. */
class MalformedTemplateTest {

  @ParameterizedTest
  @ValueSource(strings = {"{a: {b: c}}", "[x]", "[[]]", "[null]", "[5]"})
  void containersThatAreNoneAreRefused(String containers) {
    String spec =
        "{selector: {matchLabels: {app: web}}, strategy: {canary: {}}, template: {metadata: {labels: {app: web}},"
            + " spec: {containers: "
            + containers
            + "}}}";
    assertThat(
            SpecValidator.firstError(
                Cases.spec(Cases.yaml(spec)), new Workload.NotReferenced(), Cases.EVERYTHING))
        .map(SpecError::detail)
        .contains("spec.template.spec.containers[0].name: Required value");
  }
}
