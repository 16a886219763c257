package io.rolloutoperator.crdgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
import java.util.LinkedHashMap;
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
  private static final Map<String, ObjectNode> CRDS = byPlural();

  private static Map<String, ObjectNode> byPlural() {
    Map<String, ObjectNode> documents = new LinkedHashMap<>();
    CrdYaml.documents().forEach((kind, document) -> documents.put(plural(kind), document));
    return documents;
  }

  private static String plural(CrdKind kind) {
    return HasMetadata.getPlural(kind.resource());
  }

  static List<CrdKind> kinds() {
    return CrdKind.all();
  }

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
  @MethodSource("kinds")
  void plainApplyCanStoreIt(CrdKind kind) {
    assertThat(CrdYaml.compactBytes(Objects.requireNonNull(CRDS.get(plural(kind)))))
        .isLessThanOrEqualTo(kind.maxBytes());
    assertThat(kind.maxBytes()).isLessThan(262_144);
  }

  @Test
  void theGitSyncsDefinitionIsSmall() {
    assertThat(CrdYaml.compactBytes(Objects.requireNonNull(CRDS.get("gitsyncs"))))
        .isLessThanOrEqualTo(64 * 1024);
  }

  @ParameterizedTest
  @CsvSource({
    "analysisruns.argoproj.io,Namespaced,AnalysisRun,ar,'Status,Age'",
    "analysistemplates.argoproj.io,Namespaced,AnalysisTemplate,at,Age",
    "clusteranalysistemplates.argoproj.io,Cluster,ClusterAnalysisTemplate,cat,Age",
    "experiments.argoproj.io,Namespaced,Experiment,exp,'Status,Age'",
    "gitsyncs.rollout-operator.io,Namespaced,GitSync,gsync,'Ready,Health,Revision,Status,Age,Suspended,Path,Quarantined'",
    "rollouts.argoproj.io,Namespaced,Rollout,ro,'Desired,Current,Up-to-date,Available,Age'",
  })
  void namesScopeAndColumnsAreTheApis(
      String name, String scope, String kind, String shortName, String columns) {
    String plural = name.substring(0, name.indexOf('.'));
    JsonNode crd = Objects.requireNonNull(CRDS.get(plural));
    assertThat(crd.at("/metadata/name").asText()).isEqualTo(name);
    assertThat(crd.at("/spec/group").asText()).isEqualTo(name.substring(plural.length() + 1));
    assertThat(crd.at("/spec/names/plural").asText()).isEqualTo(plural);
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
        "gitsyncs                 | {\"status\":{}}",
        "rollouts | {\"scale\":{\"specReplicasPath\":\".spec.replicas\",\"statusReplicasPath\":\".status.HPAReplicas\",\"labelSelectorPath\":\".status.selector\"},\"status\":{}}",
      })
  void subresourcesAreTheApis(String plural, String subresources) {
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
        "gitsyncs | /spec/required | '[\"repo\"]'",
        "gitsyncs | /spec/properties/repo/required | '[\"url\"]'",
        "gitsyncs | /spec/properties/dependsOn/maxItems | 50",
        "gitsyncs | /spec/properties/imagePolicies/maxItems | 50",
        "gitsyncs | /spec/properties/rollouts/properties/promoteTo/maxItems | 20",
        "gitsyncs | /spec/properties/syncWindows/maxItems | 20",
        "gitsyncs | /spec/properties/healthChecks/maxItems | 100",
        "gitsyncs | /spec/properties/ignore/maxItems | 100",
        "gitsyncs | /spec/properties/historyLimit | '{\"description\":\"Entries of the history that are kept.\",\"type\":\"integer\",\"format\":\"int32\",\"minimum\":0,\"maximum\":50,\"default\":10}'",
        "gitsyncs | /spec/properties/wait/default | true",
        "gitsyncs | /spec/properties/serviceAccountName/minLength | 1",
        "gitsyncs | /spec/properties/repo/properties/interval/pattern | '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$'",
        "gitsyncs | /spec/properties/decryption | '{\"description\":\"Decryption of files; not supported yet.\",\"x-kubernetes-preserve-unknown-fields\":true,\"type\":\"object\"}'",
        "gitsyncs | /spec/properties/rollouts/properties/promoteTo/items | '{\"x-kubernetes-preserve-unknown-fields\":true,\"type\":\"object\"}'",
        "gitsyncs | /status/properties/observedGeneration/format | int64",
      })
  void limitsAreInTheSchema(String plural, String path, String value) {
    JsonNode found = schema(plural).at("/properties" + path);
    assertThat(found.isTextual() ? found.asText() : found.toString()).isEqualTo(value);
  }

  @Test
  void onlySomeColumnsNeedTheWideOutput() {
    List<String> wide = new ArrayList<>();
    Objects.requireNonNull(CRDS.get("gitsyncs"))
        .at("/spec/versions/0/additionalPrinterColumns")
        .forEach(
            column -> {
              if (column.path("priority").asInt() > 0) {
                wide.add(column.path("name").asText());
              }
            });
    assertThat(wide).containsExactly("Suspended", "Path", "Quarantined");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/properties/spec                              | spec.writeBack.secretRef: required by onAbort Revert or PullRequest, promoteTo and imagePolicies / spec.repo.ref: write-back needs a branch",
        "/properties/spec/properties/path              | spec.path: must be a relative path inside the repository",
        "/properties/spec/properties/repo/properties/url | spec.repo.url: only https://, ssh:// and user@host:path are allowed / spec.repo.url: credentials in the URL are not allowed; use secretRef",
        "/properties/spec/properties/repo/properties/ref | spec.repo.ref: set at most one of branch, tag, semver, name, commit",
        "/properties/spec/properties/repo/properties/interval | spec.repo.interval: must be between 5s and 24h",
        "/properties/spec/properties/writeBack/properties/author | spec.writeBack.author: must not contain line breaks or angle brackets",
      })
  void rulesSayWhatIsWrong(String path, String messages) {
    List<String> found = new ArrayList<>();
    schema("gitsyncs")
        .at(path)
        .path("x-kubernetes-validations")
        .forEach(rule -> found.add(rule.path("message").asText()));
    assertThat(String.join(" / ", found)).isEqualTo(messages);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyRecordComponentIsInTheSchemaWithOneLine(CrdKind kind) {
    String plural = plural(kind);
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
