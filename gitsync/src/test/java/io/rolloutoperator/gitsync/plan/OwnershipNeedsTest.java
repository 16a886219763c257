package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipNeedsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1 | ConfigMap | {} | false | false",
        "v1 | Secret | {} | false | false",
        "v1 | Service | {} | true | false",
        "serving.knative.dev/v1 | Service | {} | false | false",
        "argoproj.io/v1alpha1 | Rollout | {} | true | false",
        "argoproj.io/v1alpha1 | AnalysisTemplate | {} | false | false",
        "gateway.networking.k8s.io/v1 | HTTPRoute | {} | true | false",
        "gateway.networking.k8s.io/v1 | GRPCRoute | {} | true | false",
        "apps/v1 | Deployment | {} | false | false",
        "apps/v1 | Deployment | {replicas: 2} | true | true",
        "apps/v1 | StatefulSet | {replicas: 0} | true | true",
      })
  void aListIsNeededWhereItMayOwnFields(
      String apiVersion, String kind, String spec, boolean rollouts, boolean scalers) {
    String object =
        "{apiVersion: %s, kind: %s, metadata: {name: x, namespace: shop}, spec: %s}"
            .formatted(apiVersion, kind, spec);
    assertThat(OwnershipNeeds.of(Fixture.manifests(object)))
        .isEqualTo(new OwnershipNeeds(rollouts, scalers));
  }

  @Test
  void nothingNeedsNothing() {
    assertThat(OwnershipNeeds.of(List.of())).isEqualTo(new OwnershipNeeds(false, false));
  }
}
