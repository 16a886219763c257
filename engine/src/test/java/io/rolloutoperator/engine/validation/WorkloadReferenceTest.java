package io.rolloutoperator.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.engine.validation.References.ServiceState;
import io.rolloutoperator.traffic.Routers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selector and template of a Rollout may stand in the workload that it refers to. */
class WorkloadReferenceTest {

  private static final String REFUSED =
      "spec.workloadRef: Forbidden: workloadRef is not supported by this version of the operator";
  private static final JsonNode PODS =
      Cases.yaml("{metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}");

  private static List<String> errors(String more, Workload workload) {
    JsonNode spec =
        Cases.yaml(
            "{workloadRef: {apiVersion: apps/v1, kind: Deployment, name: d}, strategy: {canary:"
                + " {stableService: s}}"
                + more
                + "}");
    References references =
        new References(
            Map.of("s", new ServiceState(Map.of("a", "b"), Optional.empty())),
            new TemplateCatalog(Map.of()));
    return Violations.all(
            "web", Cases.spec(spec), workload, references, Routers.capabilities(), Optional.empty())
        .map(SpecError::detail)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", selector: {matchLabels: {a: b}}",
        ", template: {metadata: {}, spec: {containers: []}}",
      })
  void whatTheWorkloadHasIsNotMissing(String more) {
    assertThat(errors(more, new Workload.NotReferenced())).containsExactly(REFUSED);
    assertThat(
            errors(more, new Workload.Found(new LabelSelector(Map.of("a", "b"), List.of()), PODS)))
        .containsExactly(REFUSED);
  }

  @Test
  void aSelectorThatIsWrittenIsStillChecked() {
    assertThat(errors(", selector: {}", new Workload.NotReferenced()))
        .containsExactly(
            "spec.selector: Invalid value: {}: empty selector is invalid for deployment", REFUSED);
  }

  @Test
  void aWorkloadThatIsFoundIsCheckedItself() {
    assertThat(errors("", new Workload.Found(null, PODS)).getFirst())
        .isEqualTo("spec.selector: Required value: Rollout has missing field '.spec.selector'");
  }
}
