package io.rolloutoperator.crdgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rolloutoperator.api.schema.Field;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CrdYamlTest {

  private static final Path DIRECTORY = Path.of("src/main/resources/crds");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final Map<String, ObjectNode> CRDS = CrdYaml.documents();

  static Stream<String> plurals() {
    return CRDS.keySet().stream();
  }

  @Test
  void theFilesAreWhatTheGeneratorMakes() throws IOException {
    if (UPDATE) {
      CrdYaml.write(DIRECTORY);
    }
    for (Map.Entry<String, String> file : CrdYaml.files().entrySet()) {
      assertThat(Files.readString(DIRECTORY.resolve(file.getKey())))
          .as(
              "%s: run mvn -pl crds test -Dgolden.update=true after a change of the records",
              file.getKey())
          .isEqualTo(file.getValue());
    }
    try (Stream<Path> present = Files.list(DIRECTORY)) {
      assertThat(present.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(CrdYaml.files().keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("plurals")
  void theClassPathHasTheSameBytes(String plural) throws IOException {
    assumeThat(UPDATE).as("the class path was filled before the update").isFalse();
    try (InputStream in = CrdYamlTest.class.getResourceAsStream("/crds/" + plural + ".yaml")) {
      assertThat(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(CrdYaml.files().get(plural + ".yaml"));
    }
  }

  @ParameterizedTest
  @MethodSource("plurals")
  void theYamlReadsAsTheDocument(String plural) throws IOException {
    JsonNode read = new YAMLMapper().readTree(CrdYaml.files().get(plural + ".yaml"));
    assertThat(read.toString()).isEqualTo(Objects.requireNonNull(CRDS.get(plural)).toString());
  }

  @ParameterizedTest
  @MethodSource("plurals")
  void plainApplyCanStoreIt(String plural) {
    assertThat(CrdYaml.compactBytes(Objects.requireNonNull(CRDS.get(plural))))
        .isLessThan(CrdYaml.MAX_BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "analysisruns,Namespaced,AnalysisRun,ar,'Status,Age'",
    "analysistemplates,Namespaced,AnalysisTemplate,at,Age",
    "clusteranalysistemplates,Cluster,ClusterAnalysisTemplate,cat,Age",
    "experiments,Namespaced,Experiment,exp,'Status,Age'",
    "rollouts,Namespaced,Rollout,ro,'Desired,Current,Up-to-date,Available,Age'",
  })
  void namesScopeAndColumnsAreTheApis(
      String plural, String scope, String kind, String shortName, String columns) {
    JsonNode crd = Objects.requireNonNull(CRDS.get(plural));
    assertThat(crd.at("/metadata/name").asText()).isEqualTo(plural + ".argoproj.io");
    assertThat(crd.at("/spec/group").asText()).isEqualTo("argoproj.io");
    assertThat(crd.at("/spec/scope").asText()).isEqualTo(scope);
    assertThat(crd.at("/spec/names/kind").asText()).isEqualTo(kind);
    assertThat(crd.at("/spec/names/shortNames")).hasToString("[\"" + shortName + "\"]");
    JsonNode version = crd.at("/spec/versions/0");
    assertThat(version.path("name").asText()).isEqualTo("v1alpha1");
    List<String> names = new ArrayList<>();
    version
        .path("additionalPrinterColumns")
        .forEach(column -> names.add(column.path("name").asText()));
    assertThat(String.join(",", names)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "analysisruns             | {}",
        "analysistemplates        | {}",
        "clusteranalysistemplates | {}",
        "experiments              | {}",
        "rollouts | {\"scale\":{\"specReplicasPath\":\".spec.replicas\",\"statusReplicasPath\":\".status.HPAReplicas\",\"labelSelectorPath\":\".status.selector\"},\"status\":{}}",
      })
  void onlyTheRolloutHasSubresources(String plural, String subresources) {
    assertThat(Objects.requireNonNull(CRDS.get(plural)).at("/spec/versions/0/subresources"))
        .hasToString(subresources);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rollouts | /spec/properties/replicas/minimum | 0",
        "rollouts | /spec/properties/strategy/properties/canary/properties/steps/maxItems | 1000",
        "rollouts | /spec/properties/strategy/properties/canary/properties/steps/items/properties/setWeight | '{\"description\":\"Percentage of traffic or pods for the canary.\",\"type\":\"integer\",\"format\":\"int32\"}'",
        "rollouts | /spec/properties/strategy/properties/canary/properties/steps/items/properties/experiment/properties/templates/maxItems | 50",
        "rollouts | /spec/properties/selector/x-kubernetes-validations | '[{\"rule\":\"self == oldSelf\",\"message\":\".spec.selector is immutable\"}]'",
        "rollouts | /status/properties/observedGeneration/type | string",
        "analysisruns | /spec/properties/metrics/maxItems | 100",
        "analysistemplates | /spec/properties/metrics/maxItems | 100",
        "experiments | /spec/properties/templates/maxItems | 50",
        "experiments | /spec/properties/templates/items/required | '[\"name\",\"selector\",\"template\"]'",
      })
  void limitsAreInTheSchema(String plural, String path, String value) {
    JsonNode found = schema(plural).at("/properties" + path);
    assertThat(found.isTextual() ? found.asText() : found.toString()).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("plurals")
  void everyRecordComponentIsInTheSchemaWithOneLine(String plural) {
    CrdKind kind =
        CrdKind.all().stream()
            .filter(
                candidate ->
                    schema(plural).path("description").asText().equals(candidate.description()))
            .findFirst()
            .orElseThrow();
    Set<String> missing = new TreeSet<>();
    walk(kind.spec(), schema(plural).at("/properties/spec"), "spec", missing);
    kind.status()
        .forEach(
            status -> walk(status, schema(plural).at("/properties/status"), "status", missing));
    assertThat(missing).isEmpty();
  }

  private static void walk(Class<?> type, JsonNode schema, String path, Set<String> missing) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = RecordSchema.jsonName(component);
      JsonNode property = schema.path("properties").path(name);
      String here = path + "." + name;
      Field field = component.getAnnotation(Field.class);
      if (!property.path("description").asText().equals(field.value())
          || field.value().lines().count() != 1) {
        missing.add(here);
      }
      walkType(component.getGenericType(), property, here, missing);
    }
  }

  private static void walkType(Type type, JsonNode schema, String path, Set<String> missing) {
    if (type instanceof Class<?> plain && plain.isRecord()) {
      walk(plain, schema, path, missing);
    } else if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      JsonNode elements =
          schema.has("items") ? schema.path("items") : schema.path("additionalProperties");
      walkType(arguments[arguments.length - 1], elements, path, missing);
    }
  }

  private static JsonNode schema(String plural) {
    return Objects.requireNonNull(CRDS.get(plural)).at("/spec/versions/0/schema/openAPIV3Schema");
  }
}
