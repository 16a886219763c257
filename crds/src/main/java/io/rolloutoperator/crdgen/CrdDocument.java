package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import java.util.List;

/** Makes the CustomResourceDefinition of a kind. */
final class CrdDocument {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final RecordSchema records;

  CrdDocument(RecordSchema records) {
    this.records = records;
  }

  /** The object as {@code kubectl apply} sends it. */
  ObjectNode of(CrdKind kind) {
    ObjectNode document = JSON.objectNode();
    document.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
    document.putObject("metadata").put("name", HasMetadata.getFullResourceName(kind.resource()));
    ObjectNode spec = document.putObject("spec");
    spec.put("group", HasMetadata.getGroup(kind.resource()));
    spec.set("names", names(kind));
    spec.put(
        "scope", Namespaced.class.isAssignableFrom(kind.resource()) ? "Namespaced" : "Cluster");
    spec.putArray("versions").add(version(kind));
    return document;
  }

  private static ObjectNode names(CrdKind kind) {
    String name = HasMetadata.getKind(kind.resource());
    ObjectNode names = JSON.objectNode().put("kind", name).put("listKind", name + "List");
    names.put("plural", HasMetadata.getPlural(kind.resource()));
    names.put("singular", HasMetadata.getSingular(kind.resource()));
    ArrayNode shortNames = names.putArray("shortNames");
    List.of(kind.resource().getAnnotation(ShortNames.class).value()).forEach(shortNames::add);
    return names;
  }

  private ObjectNode version(CrdKind kind) {
    ObjectNode version = JSON.objectNode().put("name", HasMetadata.getVersion(kind.resource()));
    version.put("served", true).put("storage", true);
    ArrayNode columns = version.putArray("additionalPrinterColumns");
    for (CrdKind.Column column : kind.columns()) {
      columns.add(column(column));
    }
    version.putObject("schema").set("openAPIV3Schema", schema(kind));
    version.set("subresources", subresources(kind));
    return version;
  }

  /** The API server leaves a priority of 0 out, so that of a plain column is not written. */
  private static ObjectNode column(CrdKind.Column column) {
    ObjectNode written =
        JSON.objectNode()
            .put("name", column.name())
            .put("type", column.type())
            .put("jsonPath", column.jsonPath())
            .put("description", column.description());
    return column.wide() ? written.put("priority", 1) : written;
  }

  private ObjectNode schema(CrdKind kind) {
    ObjectNode schema =
        JSON.objectNode().put("description", kind.description()).put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties.putObject("metadata").put("type", "object");
    properties.set("spec", records.of(kind.spec(), ".spec"));
    kind.status().forEach(status -> properties.set("status", records.of(status, ".status")));
    schema.putArray("required").add("spec");
    return schema;
  }

  private static ObjectNode subresources(CrdKind kind) {
    ObjectNode subresources = JSON.objectNode();
    return switch (kind.subresources()) {
      case NONE -> subresources;
      case STATUS -> {
        subresources.putObject("status");
        yield subresources;
      }
      case STATUS_AND_SCALE -> {
        subresources
            .putObject("scale")
            .put("specReplicasPath", ".spec.replicas")
            .put("statusReplicasPath", ".status.HPAReplicas")
            .put("labelSelectorPath", ".status.selector");
        subresources.putObject("status");
        yield subresources;
      }
    };
  }
}
