package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The order in which objects are applied: by wave, then by kind, then as rendered. A Rollout comes
 * after the routes it names: before them it would be invalid for a moment.
 */
public final class ApplyOrder {

  private ApplyOrder() {}

  /** Kinds that are applied together, first to last. */
  public enum Rank {
    DEFINITIONS("CustomResourceDefinitions"),
    NAMESPACES("Namespaces"),
    CLASSES("classes"),
    ACCESS("accounts and rights"),
    CONFIGURATION("configuration"),
    SERVICES("Services"),
    ANALYSIS("AnalysisTemplates"),
    WORKLOADS("workloads"),
    ROUTES("routes"),
    ROLLOUTS("Rollouts"),
    SCALING("scaling"),
    OTHERS("others"),
    WEBHOOKS("webhooks");

    /** Groups whose objects a Rollout's traffic routing names. */
    private static final Set<String> OF_ROUTERS =
        Set.of(
            "networking.istio.io",
            "traefik.io",
            "traefik.containo.us",
            "split.smi-spec.io",
            "apisix.apache.org",
            "getambassador.io");

    private final String text;

    Rank(String text) {
      this.text = text;
    }

    /** The rank of a kind. */
    public static Rank of(ObjectId id) {
      if (id.group().equals("rbac.authorization.k8s.io")) {
        return ACCESS;
      }
      return switch (id.kind()) {
        case "CustomResourceDefinition" -> DEFINITIONS;
        case "Namespace" -> NAMESPACES;
        case "ServiceAccount" -> ACCESS;
        case "ConfigMap",
            "Secret",
            "SealedSecret",
            "SecretStore",
            "ClusterSecretStore",
            "ExternalSecret",
            "ClusterExternalSecret" ->
            CONFIGURATION;
        case "Service" -> SERVICES;
        case "AnalysisTemplate", "ClusterAnalysisTemplate" -> ANALYSIS;
        case "Ingress", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute" -> ROUTES;
        case "Rollout" -> id.group().equals("argoproj.io") ? ROLLOUTS : ofGroup(id);
        case "HorizontalPodAutoscaler", "PodDisruptionBudget" -> SCALING;
        case "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration" -> WEBHOOKS;
        default -> ofGroup(id);
      };
    }

    /**
     * The rank of a kind where objects are deleted, last rank first: a route goes before the
     * Rollout that serves it, so that nobody is sent to pods that end.
     */
    public static Rank ofDeletion(ObjectId id) {
      Rank rank = of(id);
      return rank == ROLLOUTS ? WORKLOADS : rank;
    }

    private static Rank ofGroup(ObjectId id) {
      if (id.kind().endsWith("Class")) {
        return CLASSES;
      }
      if (OF_ROUTERS.contains(id.group())) {
        return ROUTES;
      }
      boolean workload =
          id.group().equals("apps")
              || id.group().equals("batch")
              || id.group().equals("argoproj.io")
              || (id.group().isEmpty()
                  && (id.kind().equals("Pod") || id.kind().equals("ReplicationController")));
      return workload ? WORKLOADS : OTHERS;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Where an object stands in the order.
   *
   * @param wave of its annotation
   */
  public record Place(int wave, Rank rank) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
      return Comparator.comparingInt(Place::wave).thenComparing(Place::rank).compare(this, other);
    }

    @Override
    public String toString() {
      return "wave " + wave + " " + rank;
    }
  }

  /** Objects of one place, in the order they were rendered. */
  public record Stage(Place place, List<Manifest> manifests) {

    /** Copies the list. */
    public Stage {
      manifests = List.copyOf(manifests);
    }
  }

  /** The place of a manifest. */
  public static Place place(Manifest manifest) {
    return new Place(ObjectMarks.of(manifest.object()).wave(), Rank.of(manifest.id()));
  }

  /** All stages that have objects, first to last. */
  public static List<Stage> stages(List<Manifest> manifests) {
    Map<Place, List<Manifest>> byPlace = new TreeMap<>();
    for (Manifest manifest : manifests) {
      byPlace.computeIfAbsent(place(manifest), place -> new ArrayList<>()).add(manifest);
    }
    return byPlace.entrySet().stream().map(e -> new Stage(e.getKey(), e.getValue())).toList();
  }
}
