package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.validation.References.ServiceState;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One row of a table of Rollouts in {@code testdata/validation}. */
record Cases(String about, String name, JsonNode row) {

  static final Capabilities EVERYTHING =
      new Capabilities(
          Set.of("nginx", "alb", "istio", "smi", "traefik", "ambassador", "appMesh", "apisix"),
          Set.of("argoproj-labs/gatewayAPI"));

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectNode BASE =
      (ObjectNode)
          yaml(
              """
              selector: {matchLabels: {app: web}}
              template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: "web:1"}]}}
              strategy: {}
              """);

  static Stream<Cases> of(String file) {
    String path = "/testdata/validation/" + file;
    try (InputStream in = Objects.requireNonNull(Cases.class.getResourceAsStream(path), path)) {
      return StreamSupport.stream(YAML.readTree(in).spliterator(), false)
          .map(row -> new Cases(row.path("case").asText(), row.path("name").asText("web"), row));
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  static RolloutSpec spec(JsonNode tree) {
    return decoded(tree, RolloutSpec.class);
  }

  RolloutSpec spec() {
    return spec(tree());
  }

  /** The spec as a tree: given whole, or as a merge patch of a spec without any error. */
  JsonNode tree() {
    return row.has("spec") ? row.path("spec") : merged(BASE.deepCopy(), row.path("with"));
  }

  private static JsonNode merged(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                target.remove(field.getKey());
              } else if (field.getValue().isObject()) {
                JsonNode inner = target.path(field.getKey());
                ObjectNode into =
                    inner instanceof ObjectNode object ? object : YAML.createObjectNode();
                target.set(field.getKey(), merged(into, field.getValue()));
              } else {
                target.set(field.getKey(), field.getValue());
              }
            });
    return target;
  }

  @Nullable String message() {
    return row.path("message").textValue();
  }

  Workload workload() {
    return tree().has("workloadRef") ? new Workload.Missing("ns") : new Workload.NotReferenced();
  }

  References references() {
    Map<String, ServiceState> services = new HashMap<>();
    row.path("services")
        .properties()
        .forEach(service -> services.put(service.getKey(), service(service.getValue())));
    Map<AnalysisTemplateRef, AnalysisTemplateSpec> templates = new HashMap<>();
    row.path("templates")
        .forEach(
            template ->
                templates.put(
                    new AnalysisTemplateRef(
                        template.path("name").asText(), template.path("cluster").asBoolean()),
                    decoded(template.path("spec"), AnalysisTemplateSpec.class)));
    return new References(services, new TemplateCatalog(templates));
  }

  /** The message of the first error of all, as the controller shows it. */
  Optional<String> firstMessage() {
    RolloutSpec spec = spec();
    return SpecValidator.firstError(spec, workload(), EVERYTHING)
        .or(() -> ReferenceValidator.firstError(name, spec, tree().path("template"), references()))
        .map(error -> error.message(name));
  }

  private static ServiceState service(JsonNode tree) {
    Map<String, String> selector = new HashMap<>();
    tree.path("selector")
        .properties()
        .forEach(label -> selector.put(label.getKey(), label.getValue().asText()));
    return new ServiceState(selector, Optional.ofNullable(tree.path("managedBy").textValue()));
  }

  private static <T> T decoded(JsonNode tree, Class<T> type) {
    return switch (Decoder.decode(tree, type, "spec")) {
      case Decoded.Valid<T>(T value) -> value;
      case Decoded.Malformed<T> malformed -> throw new AssertionError(malformed.message());
    };
  }

  @Override
  public String toString() {
    return about;
  }
}
