package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What is done once, when all resources are there: hashes into names, references to changed names,
 * objects for tools alone dropped, order, {@code buildMetadata}.
 */
final class Completion {

  private static final String LOCAL = "config.kubernetes.io/local-config";
  private static final Map<String, String> MANAGED_BY =
      Map.of("app.kubernetes.io/managed-by", "kustomize-v5.8.1");

  private Completion() {}

  /** Gives all resources their final names, also where they are referred to. */
  static void nameAll(ResourceList resources) {
    new HashTransformer().transform(resources);
    new NameReferenceTransformer().transform(resources);
  }

  /**
   * All of it.
   *
   * @param file the kustomization that was rendered; those it builds on have no say
   */
  static void complete(KustomizationFile file, ResourceList resources) {
    nameAll(resources);
    resources.removeIf(Completion::isLocal);
    ResourceOrder.of(file).transform(resources);
    List<String> metadata = file.texts("buildMetadata");
    if (metadata.contains("managedByLabel")) {
      LabelTransformer.ofMetadata(MANAGED_BY).transform(resources);
    }
    for (Resource each : resources.all()) {
      each.settleAnnotations();
      each.trail()
          .annotate(
              each,
              metadata.contains("originAnnotations"),
              metadata.contains("transformerAnnotations"));
    }
  }

  private static boolean isLocal(Resource resource) {
    JsonNode mark = resource.object().path("metadata").path("annotations").get(LOCAL);
    return mark != null && !Nodes.text(mark).equals("false");
  }
}
