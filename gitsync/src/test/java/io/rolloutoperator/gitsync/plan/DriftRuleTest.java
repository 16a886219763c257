package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DriftRuleTest {

  private static ObjectNode object(String kind, String rest) {
    return yaml("{apiVersion: v1, kind: %s, metadata: {name: a}, %s}".formatted(kind, rest));
  }

  static Stream<Arguments> equal() {
    return Stream.of(
        Arguments.of("Secret", "{}", "stringData: {a: x}", "data: {a: eA==}"),
        Arguments.of(
            "Secret", "{}", "stringData: {a: x}, data: {b: eQ==}", "data: {a: eA==, b: eQ==}"),
        Arguments.of(
            "Service",
            "{}",
            "spec: {ports: [{port: 80}]}",
            "spec: {ports: [{port: 80, protocol: TCP}]}"),
        Arguments.of(
            "Deployment",
            "{}",
            "spec: {template: {spec: {containers: [{ports: [{containerPort: 80}]}]}}}",
            "spec: {template: {spec: {containers: [{ports: [{containerPort: 80, protocol: TCP}]}]}}}"),
        Arguments.of(
            "HorizontalPodAutoscaler",
            "{}",
            "spec: {metrics: [{type: Resource}, {type: Pods}]}",
            "spec: {metrics: [{type: Pods}, {type: Resource}]}"),
        Arguments.of(
            "ValidatingWebhookConfiguration",
            "{}",
            "webhooks: [{name: a, clientConfig: {caBundle: Cg==}}]",
            "webhooks: [{name: a, clientConfig: {caBundle: c2VjcmV0}}]"),
        Arguments.of("ServiceAccount", "{}", "x: 1", "x: 1, secrets: [{name: token}]"),
        Arguments.of("Thing", "{}", "spec: {a: 1}", "spec: {a: 1}, status: {b: 2}"));
  }

  @ParameterizedTest
  @MethodSource("equal")
  void notationAndForeignFieldsAreNoDrift(String kind, String git, String dryRun, String live) {
    assertThat(DriftRule.differences(yaml(git), object(kind, dryRun), object(kind, live)))
        .isEmpty();
  }

  static Stream<Arguments> different() {
    return Stream.of(
        Arguments.of("Secret", "{}", "stringData: {a: x}", "data: {a: eQ==}", "/data/a"),
        Arguments.of(
            "Service",
            "{}",
            "spec: {ports: [{port: 80}]}",
            "spec: {ports: [{port: 80, protocol: UDP}]}",
            "/spec/ports/0/protocol"),
        Arguments.of(
            "ValidatingWebhookConfiguration",
            "{webhooks: [{clientConfig: {caBundle: bXk=}}]}",
            "webhooks: [{clientConfig: {caBundle: bXk=}}]",
            "webhooks: [{clientConfig: {caBundle: b3RoZXI=}}]",
            "/webhooks/0/clientConfig/caBundle"),
        Arguments.of(
            "ServiceAccount",
            "{secrets: [{name: a}]}",
            "secrets: [{name: a}]",
            "secrets: [{name: b}]",
            "/secrets/0/name"),
        Arguments.of("Thing", "{}", "spec: {a: [1, 2]}", "spec: {a: [1]}", "/spec/a"),
        Arguments.of("Thing", "{}", "spec: {'a/b~c': 1}", "spec: {}", "/spec/a~1b~0c"));
  }

  @ParameterizedTest
  @MethodSource("different")
  void driftNamesThePlaceWithoutValues(
      String kind, String git, String dryRun, String live, String path) {
    assertThat(DriftRule.differences(yaml(git), object(kind, dryRun), object(kind, live)))
        .containsExactly(path);
  }

  @Test
  void theServersMetadataIsNoDriftButLabelsAre() {
    ObjectNode dryRun =
        yaml(
            "{kind: A, metadata: {name: a, labels: {x: '1'}, resourceVersion: '1', uid: u, generation: 1, managedFields: []}}");
    ObjectNode live =
        yaml(
            "{kind: A, metadata: {name: a, labels: {x: '2'}, resourceVersion: '2', uid: u, generation: 2}}");

    assertThat(DriftRule.differences(yaml("{}"), dryRun, live))
        .containsExactly("/metadata/labels/x");
  }

  @ParameterizedTest
  @CsvSource({
    "generation: 1, generation: 2",
    "resourceVersion: '1', resourceVersion: '2'",
    "labels: {a: b}, labels: {a: c}",
    "annotations: {}, annotations: {a: c}",
    "uid: a, uid: b"
  })
  void anotherStateOfTheObjectIsNoticed(String one, String other) {
    assertThat(state("{metadata: {%s}}".formatted(one)))
        .isNotEqualTo(state("{metadata: {%s}}".formatted(other)));
  }

  @Test
  void aStatusAloneIsNotNoticedWhereThereIsAGeneration() {
    assertThat(state("{metadata: {generation: 1, resourceVersion: '1'}, status: {a: 1}}"))
        .isEqualTo(state("{metadata: {generation: 1, resourceVersion: '2'}, status: {a: 2}}"));
  }

  private static AppliedState state(String live) {
    return AppliedState.of("hash", yaml(live));
  }

  @Test
  void theHashOfATreeDoesNotDependOnTheOrderOfItsKeys() {
    assertThat(TreeHash.of(yaml("{a: 1, b: {c: 1, d: 2}}")))
        .isEqualTo(TreeHash.of(yaml("{b: {d: 2, c: 1}, a: 1}")))
        .isNotEqualTo(TreeHash.of(yaml("{b: {d: 2, c: 2}, a: 1}")));
  }

  @Test
  void longListsOfDifferencesEnd() {
    ObjectNode many = yaml("{}");
    for (int i = 0; i < 100; i++) {
      many.put("field" + i, i);
    }

    assertThat(DriftRule.differences(yaml("{}"), many, yaml("{}"))).hasSize(20);
    assertThat(DriftRule.differences(yaml("{}"), many, many)).isEqualTo(List.of());
  }
}
