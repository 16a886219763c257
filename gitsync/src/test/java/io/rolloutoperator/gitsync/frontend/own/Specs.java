package io.rolloutoperator.gitsync.frontend.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.List;

/** GitSyncs of namespace shop, from the fields of their spec as YAML. */
final class Specs {

  private Specs() {}

  /** A GitSync with exactly this spec. */
  static JsonNode whole(String spec) {
    ObjectNode object =
        Json.yaml("{kind: GitSync, metadata: {name: my-app, namespace: shop}}").getFirst();
    return object.set("spec", Json.yaml("spec: " + spec).getFirst().path("spec"));
  }

  /** A GitSync with the least spec and these fields. */
  static JsonNode with(String fields) {
    ObjectNode object = (ObjectNode) whole("{repo: {url: 'https://git.example.org/a'}}");
    ObjectNode spec = object.withObject("/spec");
    ObjectNode repo = spec.withObject("/repo").deepCopy();
    JsonNode given = Json.yaml("spec: " + fields).getFirst().path("spec");
    if (given.path("repo") instanceof ObjectNode fieldsOfRepo) {
      repo.setAll(fieldsOfRepo);
    }
    spec.setAll((ObjectNode) given);
    spec.set("repo", repo);
    return object;
  }

  static SyncUnit unit(JsonNode object) {
    return accepted(object).unit();
  }

  static UnitResult.Accepted accepted(JsonNode object) {
    return switch (GitSyncFrontEnd.toUnit(object, FrontEndSettings.DEFAULT)) {
      case UnitResult.Accepted accepted -> accepted;
      case UnitResult.Invalid(List<String> messages) -> throw new AssertionError(messages);
    };
  }

  static List<String> problems(JsonNode object, FrontEndSettings settings) {
    return switch (GitSyncFrontEnd.toUnit(object, settings)) {
      case UnitResult.Accepted(SyncUnit unit, var ignored) -> List.of();
      case UnitResult.Invalid(List<String> messages) -> messages;
    };
  }
}
