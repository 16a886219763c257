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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a plan needs to know of the cluster, as the unit's account: the unit's objects, and
 * what else decides what may be done with them.
 */
final class ClusterReader {

  private static final String HASH_LABEL = "rollouts-pod-template-hash";

  private record Kind(String apiVersion, String kind) {}

  private static final Kind ROLLOUT = new Kind("argoproj.io/v1alpha1", "Rollout");
  private static final Kind REPLICA_SET = new Kind("apps/v1", "ReplicaSet");
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
    LiveReader.Answer live = objects.read(question);
    TreeSet<String> namespaces = new TreeSet<>();
    wanted.keySet().forEach(id -> namespaces.add(id.namespace()));
    namespaces.remove("");
    Account account = question.account();
    OwnershipNeeds needs = OwnershipNeeds.of(question.manifests());
    BlindSpots unseen = new BlindSpots(account);
    unseen.unwatched(watches, ObjectMarks.SYNC_LABEL, wanted);
    List<ObjectNode> rollouts =
        unseen.unlessRefused(needs.rollouts(), () -> all(account, ROLLOUT, namespaces, ""));
    List<ObjectNode> replicaSets =
        rollouts.isEmpty()
            ? List.of()
            : unseen.unlessRefused(
                needs.rollouts(), () -> all(account, REPLICA_SET, namespaces, HASH_LABEL));
    List<ObjectNode> scalers = new ArrayList<>();
    for (Kind kind : SCALERS) {
      scalers.addAll(
          unseen.unlessRefused(needs.scalers(), () -> all(account, kind, namespaces, "")));
    }
    return new ClusterView(
        live.objects(),
        live.partial(),
        rollouts,
        replicaSets,
        scalers,
        Templates.of(question.manifests(), rollouts, replicaSets),
        unseen.notes());
  }

  /**
   * Reads objects whole of which only the metadata is known.
   *
   * @throws UnansweredException if one could not be read; it may exist
   */
  ClusterView whole(LiveReader.Question question, ClusterView view, Set<ObjectId> ids) {
    return view.read(ids, objects.whole(question, ids));
  }

  /** All objects of a kind in some namespaces; none if there is no such kind. */
  private List<ObjectNode> all(
      Account account, Kind kind, Iterable<String> namespaces, String label) {
    Optional<ApiResource> served = optional.find(account.kinds(), kind.apiVersion(), kind.kind());
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
