package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.AppliedState;
import io.rolloutoperator.gitsync.plan.ClusterView;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.OwnershipNeeds;
import io.rolloutoperator.gitsync.unit.Destination;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.fence.ResourceVersions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads what a plan needs to know of the cluster, as the unit's account. What a watch shows as it
 * was applied last is taken from there; everything else is read from the API server.
 */
final class ClusterReader {

  private static final String SYNC_LABEL = "rollout-operator.io/sync";
  private static final String HASH_LABEL = "rollouts-pod-template-hash";

  private record Kind(String apiVersion, String kind) {}

  private static final List<Kind> SCALERS =
      List.of(
          new Kind("autoscaling/v2", "HorizontalPodAutoscaler"),
          new Kind("keda.sh/v1alpha1", "ScaledObject"));

  private final Watches watches;
  private final OptionalKinds optional = new OptionalKinds();

  ClusterReader(Watches watches) {
    this.watches = watches;
  }

  /**
   * What is asked about.
   *
   * @param applied what is known of the last applies
   */
  record Question(
      Account account,
      Destination destination,
      List<Manifest> manifests,
      Inventory inventory,
      Map<ObjectId, AppliedState> applied) {}

  /**
   * Reads everything.
   *
   * @throws UnansweredException if something could not be read; it may exist
   * @throws ForbiddenException if the account may not read what nothing can be decided without
   */
  ClusterView read(Question question) {
    Map<ObjectId, String> wanted = apiVersions(question);
    Map<ObjectId, ObjectNode> live = live(question);
    TreeSet<String> namespaces = new TreeSet<>();
    wanted.keySet().forEach(id -> namespaces.add(id.namespace()));
    namespaces.remove("");
    Account account = question.account();
    OwnershipNeeds needs = OwnershipNeeds.of(question.manifests());
    BlindSpots unseen = new BlindSpots(account);
    unseen.unwatched(watches, SYNC_LABEL, wanted);
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

  /**
   * The objects themselves that exist.
   *
   * @throws UnansweredException if one could not be read; it may exist
   */
  Map<ObjectId, ObjectNode> live(Question question) {
    Map<ObjectId, ObjectNode> live = new LinkedHashMap<>();
    apiVersions(question)
        .forEach(
            (id, apiVersion) ->
                find(question, id, apiVersion).ifPresent(object -> live.put(id, object)));
    return live;
  }

  private static Map<ObjectId, String> apiVersions(Question question) {
    Map<ObjectId, String> wanted = new LinkedHashMap<>();
    question.inventory().entries().forEach(entry -> wanted.put(entry.id(), entry.apiVersion()));
    if (question.destination().createNamespace()) {
      wanted.put(new ObjectId("", "Namespace", "", question.destination().namespace()), "v1");
    }
    question
        .manifests()
        .forEach(
            manifest -> wanted.put(manifest.id(), manifest.object().path("apiVersion").asText()));
    return wanted;
  }

  private Optional<ObjectNode> find(Question question, ObjectId id, String apiVersion) {
    return switch (question.account().kinds().find(apiVersion, id.kind())) {
      case Discovery.Answer.Served(ApiResource resource, boolean namespaced) ->
          namespaced == !id.namespace().isEmpty() ? find(question, id, resource) : Optional.empty();
      case Discovery.Answer.NotServed _ -> Optional.empty();
      case Discovery.Answer.Unreadable(ApiAnswer why) ->
          throw UnansweredException.of(apiVersion + " " + id.kind(), why);
    };
  }

  private Optional<ObjectNode> find(Question question, ObjectId id, ApiResource resource) {
    WatchedObjects watch =
        watches.of(
            question.account().user(),
            new WatchedObjects.Scope(resource, id.namespace(), SYNC_LABEL));
    AppliedState applied = question.applied().get(id);
    Optional<ObjectNode> watched = watch.get(id.name());
    if (applied != null
        && watched.isPresent()
        && AppliedState.of(applied.desiredHash(), watched.get()).equals(applied)) {
      return watched;
    }
    return switch (question.account().api().get(resource, id.namespace(), id.name())) {
      case ApiAnswer.Done(JsonNode object) when object instanceof ObjectNode tree ->
          Optional.of(tree);
      case ApiAnswer.NotFound _ -> Optional.empty();
      case ApiAnswer.Forbidden(String message) ->
          throw new ForbiddenException(
              question.account().user() + " " + Answers.shortened(message));
      case ApiAnswer other -> throw UnansweredException.of(id.toString(), other);
    };
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
