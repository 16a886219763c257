package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.ClusterView;
import io.rolloutoperator.gitsync.plan.ObjectMarks;
import io.rolloutoperator.gitsync.plan.OwnershipNeeds;
import io.rolloutoperator.gitsync.plan.Templates;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.fence.ResourceVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads what a plan needs to know of the cluster, as the unit's account: the unit's objects, and
 * what else decides what may be done with them.
 */
final class ClusterReader {

  private static final String HASH_LABEL = "rollouts-pod-template-hash";

  private record Kind(String apiVersion, String kind) {}

  private static final List<Kind> SCALERS =
      List.of(
          new Kind("autoscaling/v2", "HorizontalPodAutoscaler"),
          new Kind("keda.sh/v1alpha1", "ScaledObject"));

  private final Watches watches;
  private final LiveReader objects;
  private final OptionalKinds optional = new OptionalKinds();

  ClusterReader(Watches watches) {
    this.watches = watches;
    this.objects = new LiveReader(watches);
  }

  /**
   * Reads everything.
   *
   * @throws UnansweredException if something could not be read; it may exist
   * @throws ForbiddenException if the account may not read what nothing can be decided without
   */
  ClusterView read(LiveReader.Question question) {
    Map<ObjectId, String> wanted = LiveReader.apiVersions(question);
    Map<ObjectId, ObjectNode> live = objects.read(question);
    TreeSet<String> namespaces = new TreeSet<>();
    wanted.keySet().forEach(id -> namespaces.add(id.namespace()));
    namespaces.remove("");
    Account account = question.account();
    OwnershipNeeds needs = OwnershipNeeds.of(question.manifests());
    BlindSpots unseen = new BlindSpots(account);
    unseen.unwatched(watches, ObjectMarks.SYNC_LABEL, wanted);
    List<ObjectNode> rollouts =
        newest(
            live,
            unseen.unlessRefused(
                needs.rollouts(),
                () -> all(account, "argoproj.io/v1alpha1", "Rollout", namespaces, "")));
    List<ObjectNode> replicaSets =
        rollouts.isEmpty()
            ? List.of()
            : all(account, "apps/v1", "ReplicaSet", namespaces, HASH_LABEL);
    List<ObjectNode> scalers = new ArrayList<>();
    for (Kind kind : SCALERS) {
      scalers.addAll(
          unseen.unlessRefused(
              needs.scalers(), () -> all(account, kind.apiVersion(), kind.kind(), namespaces, "")));
    }
    return new ClusterView(
        live,
        true,
        rollouts,
        replicaSets,
        scalers,
        Templates.of(question.manifests(), rollouts, replicaSets),
        unseen.notes());
  }

  /**
   * Two watches show the Rollouts of the unit, and one may be behind: of each the newer one counts,
   * or a release would have failed before it is known that it was aborted.
   */
  private static List<ObjectNode> newest(
      Map<ObjectId, ObjectNode> live, List<ObjectNode> rollouts) {
    List<ObjectNode> newest = new ArrayList<>();
    for (ObjectNode rollout : rollouts) {
      ObjectNode seen = live.getOrDefault(ObjectId.of(rollout), rollout);
      boolean ahead = ResourceVersions.compare(version(seen), version(rollout)) > 0;
      ObjectNode newer = ahead ? seen : rollout;
      live.computeIfPresent(ObjectId.of(rollout), (_, _) -> newer);
      newest.add(newer);
    }
    return newest;
  }

  private static String version(ObjectNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  /** All objects of a kind in some namespaces; none if there is no such kind. */
  private List<ObjectNode> all(
      Account account, String apiVersion, String kind, Iterable<String> namespaces, String label) {
    Optional<ApiResource> served = optional.find(account.kinds(), apiVersion, kind);
    if (served.isEmpty()) {
      return List.of();
    }
    ApiResource resource = served.get();
    List<ObjectNode> objects = new ArrayList<>();
    for (String namespace : namespaces) {
      WatchedObjects.Scope scope = new WatchedObjects.Scope(resource, namespace, label);
      WatchedObjects watch = watches.of(account.user(), scope);
      objects.addAll(
          watch.state() == WatchedObjects.State.SYNCED ? watch.list() : list(account, scope));
    }
    return objects;
  }

  private static List<ObjectNode> list(Account account, WatchedObjects.Scope scope) {
    return switch (account.api().list(scope.resource(), scope.namespace(), scope.labelSelector())) {
      case ApiAnswer.Done(JsonNode list) -> {
        List<ObjectNode> objects = new ArrayList<>();
        list.path("items").forEach(item -> objects.add((ObjectNode) item));
        yield objects;
      }
      case ApiAnswer.Forbidden(String message) ->
          throw new ForbiddenException(account.user() + " " + Answers.shortened(message));
      case ApiAnswer other -> throw UnansweredException.of(scope.resource().kind(), other);
    };
  }
}
