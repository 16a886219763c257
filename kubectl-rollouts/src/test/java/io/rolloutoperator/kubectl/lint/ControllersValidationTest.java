package io.rolloutoperator.kubectl.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.json.Yaml;
import io.rolloutoperator.kubectl.lint.SourceFile.Choice;
import io.rolloutoperator.kubectl.view.At;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the controller says about a Rollout, lint says too: the cases are those of the engine. What
 * does not exist may only be missing in the files.
 */
class ControllersValidationTest {

  private static final Path CASES =
      Path.of("..", "engine", "src", "test", "resources", "testdata", "validation");

  private static final Capabilities EVERYTHING =
      new Capabilities(
          Set.of("nginx", "alb", "istio", "smi", "traefik", "ambassador", "appMesh", "apisix"),
          Set.of("argoproj-labs/gatewayAPI"));

  /** A spec without any error, into which a row's {@code with} is merged. */
  private static final String BASE =
      "{selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec:"
          + " {containers: [{name: main, image: 'web:1'}]}}, strategy: {}}";

  /** One of each kind that a Rollout may refer to: the files know about these kinds. */
  private static final String OTHERS =
      """
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "other"}}
      {"apiVersion": "argoproj.io/v1alpha1", "kind": "AnalysisTemplate", "metadata": {"name": "other"}, "spec": {"metrics": [{"name": "m", "provider": {"web": {"url": "http://x"}}}]}}
      {"apiVersion": "argoproj.io/v1alpha1", "kind": "ClusterAnalysisTemplate", "metadata": {"name": "other"}, "spec": {"metrics": [{"name": "m", "provider": {"web": {"url": "http://x"}}}]}}
      {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "other"}}
      {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "other"}}
      {"apiVersion": "v1", "kind": "PodTemplate", "metadata": {"name": "other"}}
      """;

  record Case(String about, JsonNode row) {

    String name() {
      return row.path("name").asText("web");
    }

    String message() {
      return row.path("message").asText("");
    }

    String prefix() {
      return "The Rollout \"" + name() + "\" is invalid: ";
    }

    @Override
    public String toString() {
      return about;
    }

    /** The row as a file of objects. */
    String file() {
      StringBuilder file = new StringBuilder(OTHERS);
      ObjectNode rollout = object("argoproj.io/v1alpha1", "Rollout", name());
      rollout.withObject("/metadata").put("namespace", "ns");
      rollout.set(
          "spec", row.has("spec") ? row.path("spec") : merged(tree(BASE), row.path("with")));
      file.append(Json.compact(rollout)).append('\n');
      row.path("services")
          .properties()
          .forEach(s -> file.append(service(s.getKey(), s.getValue())));
      row.path("templates").forEach(template -> file.append(template(template)));
      return file.toString();
    }
  }

  private static ObjectNode object(String apiVersion, String kind, String name) {
    ObjectNode object = (ObjectNode) tree("{}");
    object.put("apiVersion", apiVersion).put("kind", kind);
    object.putObject("metadata").put("name", name);
    return object;
  }

  private static String service(String name, JsonNode row) {
    ObjectNode service = object("v1", "Service", name);
    if (row.has("managedBy")) {
      service
          .withObject("/metadata")
          .putObject("annotations")
          .set("argo-rollouts.argoproj.io/managed-by-rollouts", row.path("managedBy"));
    }
    service.putObject("spec").set("selector", row.path("selector"));
    return Json.compact(service) + "\n";
  }

  private static String template(JsonNode row) {
    String kind = row.path("cluster").asBoolean() ? "ClusterAnalysisTemplate" : "AnalysisTemplate";
    ObjectNode template = object("argoproj.io/v1alpha1", kind, At.text(row, "name"));
    template.set("spec", row.path("spec"));
    return Json.compact(template) + "\n";
  }

  private static JsonNode merged(JsonNode base, JsonNode patch) {
    ObjectNode target = base.isObject() ? (ObjectNode) base : (ObjectNode) tree("{}");
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                target.remove(field.getKey());
              } else if (field.getValue().isObject()) {
                target.set(field.getKey(), merged(target.path(field.getKey()), field.getValue()));
              } else {
                target.set(field.getKey(), field.getValue());
              }
            });
    return target;
  }

  private static JsonNode tree(String yaml) {
    try {
      return Yaml.documents(yaml).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Case> cases() {
    return Stream.of("invalid-rollouts.yaml", "rules.yaml")
        .flatMap(ControllersValidationTest::rows);
  }

  private static Stream<Case> rows(String file) {
    try {
      return Yaml.documents(Files.readString(CASES.resolve(file)))
          .getFirst()
          .valueStream()
          .map(row -> new Case(At.text(row, "case"), row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LintReport lint(Case each) {
    byte[] bytes = each.file().getBytes(StandardCharsets.UTF_8);
    return Lint.of(
        List.of(SourceFile.read("case.json", bytes, Choice.NAMED)), List.of(), EVERYTHING);
  }

  /** The words with which the controller refuses; what else is found it accepts. */
  private static boolean refuses(Finding finding) {
    return Stream.of("Invalid value", "Required value", "Internal error", "Unsupported value")
        .anyMatch(finding.text()::startsWith);
  }

  /** What this version does not carry out at all comes before what it refers to. */
  private static boolean isSupported(Finding finding) {
    return !finding.text().contains("is not supported by this version");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lintSaysWhatTheControllerSays(Case each) {
    List<Finding> errors =
        lint(each).errors().stream()
            .filter(finding -> finding.object().kind().equals("Rollout"))
            .toList();
    if (each.message().isEmpty()) {
      assertThat(errors.stream().filter(ControllersValidationTest::refuses))
          .extracting(Finding::text)
          .allMatch(text -> text.contains("No routes configured"));
    } else if (each.message().endsWith("not found")) {
      assertThat(lint(each).warnings())
          .extracting(Finding::sentence)
          .anyMatch(text -> (each.prefix() + text).equals(each.message() + " among the files"));
    } else {
      assertThat(errors.stream().filter(ControllersValidationTest::isSupported).findFirst())
          .map(Finding::asArgoSaysIt)
          .map(text -> each.prefix() + text)
          .contains(each.message());
    }
  }
}
