package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code sortOptions}: as the files come ({@code fifo}), or by kind, then group, version, namespace
 * and name ({@code legacy}, also without the field).
 */
final class ResourceOrder implements Transformer {

  private static final List<String> FIRST =
      List.of(
          "Namespace",
          "ResourceQuota",
          "StorageClass",
          "CustomResourceDefinition",
          "ServiceAccount",
          "PodSecurityPolicy",
          "Role",
          "ClusterRole",
          "RoleBinding",
          "ClusterRoleBinding",
          "ConfigMap",
          "Secret",
          "Endpoints",
          "Service",
          "LimitRange",
          "PriorityClass",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "Deployment",
          "StatefulSet",
          "CronJob",
          "PodDisruptionBudget");
  private static final List<String> LAST =
      List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

  private final Map<String, Integer> ranks = new HashMap<>();

  private ResourceOrder(List<String> first, List<String> last) {
    for (int i = 0; i < first.size(); i++) {
      ranks.put(first.get(i), i - first.size());
    }
    for (int i = 0; i < last.size(); i++) {
      ranks.put(last.get(i), i + 1);
    }
  }

  /**
   * The order that a kustomization asks for.
   *
   * @throws io.rolloutoperator.gitsync.manifest.BuildException if there is no such order
   */
  static Transformer of(KustomizationFile file) {
    if (!file.has("sortOptions")) {
      return new ResourceOrder(FIRST, LAST);
    }
    JsonNode options = file.root().path("sortOptions");
    JsonNode custom = options.path("legacySortOptions");
    return switch (KustomizationFile.text(options, "order")) {
      case "legacy" ->
          Nodes.absent(custom)
              ? new ResourceOrder(FIRST, LAST)
              : new ResourceOrder(
                  KustomizationFile.texts(custom.path("orderFirst")),
                  KustomizationFile.texts(custom.path("orderLast")));
      case "fifo" -> {
        if (!Nodes.absent(custom)) {
          throw file.failure(options, "sortOptions: legacySortOptions need order \"legacy\"");
        }
        yield resources -> {};
      }
      default -> throw file.failure(options, "sortOptions: order must be \"legacy\" or \"fifo\"");
    };
  }

  @Override
  public void transform(ResourceList resources) {
    resources.replaceAll(resources.all().stream().sorted(comparator()).toList());
  }

  private Comparator<Resource> comparator() {
    Comparator<ResourceId> byKind = Comparator.comparing(id -> ranks.getOrDefault(id.kind(), 0));
    Comparator<ResourceId> byId = byKind.thenComparing(ResourceOrder::compareTypes);
    return Comparator.comparing(
        Resource::id, byId.thenComparing(id -> orElse(id.namespace(), "~X") + "|" + id.name()));
  }

  /** A Namespace of a group of its own comes after that of the core. */
  private static int compareTypes(ResourceId one, ResourceId other) {
    int result = type(one).compareTo(type(other));
    boolean namespaces = one.kind().equals("Namespace") && other.kind().equals("Namespace");
    return namespaces && (one.group().isEmpty() || other.group().isEmpty()) ? -result : result;
  }

  private static String type(ResourceId id) {
    return orElse(id.group(), "~G") + "_" + orElse(id.version(), "~V") + "_" + id.kind();
  }

  private static String orElse(String text, String placeholder) {
    return text.isEmpty() ? placeholder : text;
  }
}
