package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.AppliedState;
import io.rolloutoperator.gitsync.plan.ApplyMode;
import io.rolloutoperator.gitsync.plan.Detail;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryEntry;
import io.rolloutoperator.gitsync.plan.ObjectMarks;
import io.rolloutoperator.gitsync.unit.Destination;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the objects of a unit as they are, as the unit's account. What a watch shows as it was
 * applied last is taken from there, and so is our own last write as long as the watch has not come
 * to it; everything else is read from the API server, but for new objects that no watch shows. So
 * is one that was merged and is no longer: a watch does not show whose its fields are.
 *
 * <p>Of some kinds a watch shows metadata only: enough for an object that is as it was applied and
 * is wanted as it was. Whether it is, the planner knows; it then asks for the object {@link
 * #whole}.
 */
final class LiveReader {

  private final Watches watches;

  LiveReader(Watches watches) {
    this.watches = watches;
  }

  /**
   * What is asked about.
   *
   * @param memory what is known of the unit's objects
   */
  record Question(
      Account account,
      Destination destination,
      List<Manifest> manifests,
      Inventory inventory,
      Memory memory) {}

  /**
   * What a unit remembers of its objects.
   *
   * @param applied what the last applies saw
   * @param presumptions objects that are taken for absent
   */
  record Memory(AppliedStates applied, Presumptions presumptions) {

    /** Nothing: every object is asked for. */
    static Memory none() {
      return new Memory(new AppliedStates(), new Presumptions());
    }
  }

  /**
   * The objects that exist.
   *
   * @param partial those of them of which only the metadata is known
   */
  record Answer(Map<ObjectId, ObjectNode> objects, Set<ObjectId> partial) {}

  /** An object, and how much of it is known. */
  private record Seen(ObjectNode object, Detail detail) {}

  /**
   * The objects that exist.
   *
   * @throws UnansweredException if one could not be read; it may exist
   */
  Answer read(Question question) {
    Map<ObjectId, ObjectNode> live = new LinkedHashMap<>();
    Set<ObjectId> partial = new HashSet<>();
    Map<ObjectId, Manifest> desired =
        question.manifests().stream()
            .collect(Collectors.toMap(Manifest::id, Function.identity(), (first, _) -> first));
    Set<ObjectId> known =
        question.inventory().entries().stream()
            .map(InventoryEntry::id)
            .collect(Collectors.toUnmodifiableSet());
    question.memory().presumptions().clear();
    apiVersions(question)
        .forEach(
            (id, apiVersion) ->
                find(
                        question,
                        new Wanted(id, Optional.ofNullable(desired.get(id)), known.contains(id)),
                        apiVersion)
                    .ifPresent(
                        seen -> {
                          live.put(id, seen.object());
                          if (seen.detail() == Detail.METADATA) {
                            partial.add(id);
                          }
                        }));
    return new Answer(live, partial);
  }

  /**
   * Some objects of a question as the API server has them, as far as they exist.
   *
   * @throws UnansweredException if one could not be read; it may exist
   */
  Map<ObjectId, ObjectNode> whole(Question question, Set<ObjectId> ids) {
    Map<ObjectId, ObjectNode> live = new LinkedHashMap<>();
    Map<ObjectId, String> apiVersions = apiVersions(question);
    apiVersions.keySet().retainAll(ids);
    apiVersions.forEach(
        (id, apiVersion) ->
            served(question, id, apiVersion)
                .flatMap(resource -> get(question, id, resource))
                .ifPresent(object -> live.put(id, object)));
    return live;
  }

  /**
   * An object that is looked for.
   *
   * @param desired as the commit has it, if it does
   * @param known whether the unit had it before
   */
  private record Wanted(ObjectId id, Optional<Manifest> desired, boolean known) {

    boolean fresh() {
      return desired.isPresent() && !known;
    }

    /** Whether others were to keep their fields of it, and now are not. */
    boolean isNoLongerMerged(ObjectNode live) {
      return ObjectMarks.of(live).mode() == ApplyMode.MERGE
          && desired
              .filter(manifest -> ObjectMarks.of(manifest.object()).mode() != ApplyMode.MERGE)
              .isPresent();
    }
  }

  /** What is asked about, by the version that the requests name. */
  static Map<ObjectId, String> apiVersions(Question question) {
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

  private Optional<Seen> find(Question question, Wanted wanted, String apiVersion) {
    return served(question, wanted.id(), apiVersion)
        .flatMap(resource -> find(question, wanted, resource));
  }

  /** The kind of an object, if there is one that such an object can be of. */
  private static Optional<ApiResource> served(Question question, ObjectId id, String apiVersion) {
    return switch (question.account().kinds().find(apiVersion, id.kind())) {
      case Discovery.Answer.Served(ApiResource resource, boolean namespaced) ->
          namespaced == !id.namespace().isEmpty() ? Optional.of(resource) : Optional.empty();
      case Discovery.Answer.NotServed _ -> Optional.empty();
      case Discovery.Answer.Unreadable(ApiAnswer why) ->
          throw UnansweredException.of(apiVersion + " " + id.kind(), why);
    };
  }

  private Optional<Seen> find(Question question, Wanted wanted, ApiResource resource) {
    ObjectId id = wanted.id();
    WatchedObjects.Scope scope =
        new WatchedObjects.Scope(resource, id.namespace(), ObjectMarks.SYNC_LABEL);
    WatchedObjects watch = watches.of(question.account().user(), scope);
    Optional<ObjectNode> known =
        asApplied(question.memory().applied(), id, watch)
            .filter(live -> !wanted.isNoLongerMerged(live));
    if (known.isPresent()) {
      return known.map(object -> new Seen(object, scope.detail()));
    }
    boolean absent = wanted.fresh() && watch.showsNo(id.name());
    return absent && question.memory().presumptions().presumeAbsent(id)
        ? Optional.empty()
        : get(question, id, resource).map(object -> new Seen(object, Detail.WHOLE));
  }

  /** The object as our own last write left it, or as the watch shows it if that saw the write. */
  private static Optional<ObjectNode> asApplied(
      AppliedStates applied, ObjectId id, WatchedObjects watch) {
    Optional<AppliedState> state = applied.of(id);
    Optional<ObjectNode> own = applied.unseen(id).filter(watch::isBehind);
    if (own.isEmpty()) {
      applied.seen(id);
    }
    return state.flatMap(
        known ->
            own.or(() -> watch.get(id.name()))
                .filter(object -> AppliedState.of(known.desiredHash(), object).equals(known)));
  }

  private static Optional<ObjectNode> get(Question question, ObjectId id, ApiResource resource) {
    return switch (question.account().api().get(resource, id.namespace(), id.name())) {
      case ApiAnswer.Done(JsonNode object) when object instanceof ObjectNode tree ->
          Optional.of(tree);
      case ApiAnswer.NotFound missing when !missing.served() -> {
        question.account().forget(resource.apiVersion());
        throw UnansweredException.of(id + " in version " + resource.version(), missing);
      }
      case ApiAnswer.NotFound _ -> Optional.empty();
      case ApiAnswer.Forbidden(String message) ->
          throw new ForbiddenException(
              question.account().user() + " " + Answers.shortened(message));
      case ApiAnswer other -> throw UnansweredException.of(id.toString(), other);
    };
  }
}
