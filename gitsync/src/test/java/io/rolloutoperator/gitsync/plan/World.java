package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster of maps for one unit: applies objects as server-side apply does for fields outside of
 * lists, and remembers between passes what an executor and a status would.
 */
final class World {

  final Fixture fixture = new Fixture();
  final List<String> transcript = new ArrayList<>();

  private final SyncPlanner planner = new SyncPlanner(new OwnershipMerge(List.of()), _ -> false);
  private final Map<ObjectId, ObjectNode> lastApplied = new HashMap<>();
  private int version = 1;

  World git(char commit, String manifests) {
    fixture.revision = Fixture.revision(commit);
    fixture.manifests = Fixture.manifests(manifests);
    transcript.add("== git " + fixture.revision.shortText());
    return this;
  }

  /** The status is all that is left. */
  World restart() {
    fixture.applied.clear();
    return note("the operator restarts");
  }

  World note(String what) {
    transcript.add("== " + what);
    return this;
  }

  SyncPlan plan() {
    SyncSnapshot snapshot = fixture.snapshot();
    Map<ObjectId, DryRun> answers = new HashMap<>();
    for (DryRunRequest request : planner.begin(snapshot).validation()) {
      ObjectId id = request.desired().id();
      answers.put(id, new DryRun.Accepted(applied(id, request.desired().object())));
    }
    SyncPlan plan = planner.plan(snapshot, answers);
    assertThat(planner.plan(asWatched(snapshot), answers))
        .as("what watches show by metadata leads to the same plan")
        .isEqualTo(plan);
    return plan;
  }

  /** As a reader has it that takes what it can from watches, and reads what the planner lacks. */
  private SyncSnapshot asWatched(SyncSnapshot whole) {
    Map<ObjectId, ObjectNode> shown = new HashMap<>();
    whole
        .cluster()
        .live()
        .forEach(
            (id, object) -> {
              AppliedState known = whole.facts().applied().get(id);
              if (Detail.of(id) == Detail.METADATA
                  && known != null
                  && AppliedState.of(known.desiredHash(), object).equals(known)) {
                shown.put(id, Detail.METADATA.shown(object));
              }
            });
    Map<ObjectId, ObjectNode> live = new HashMap<>(whole.cluster().live());
    live.putAll(shown);
    ClusterView view = whole.cluster();
    SyncSnapshot watched =
        whole.with(
            new ClusterView(
                live,
                shown.keySet(),
                view.rollouts(),
                view.replicaSets(),
                view.scalers(),
                view.templates(),
                view.notes()));
    Set<ObjectId> unread = planner.begin(watched).unread();
    Map<ObjectId, ObjectNode> read = new HashMap<>(view.live());
    read.keySet().retainAll(unread);
    return watched.with(watched.cluster().read(unread, read));
  }

  /** One pass, of which the executor carries out the first actions only. */
  SyncPlan pass(int actions) {
    SyncPlan plan = plan();
    fixture.quarantine = plan.quarantine();
    fixture.applied.putAll(plan.settled());
    List<SyncAction> wanted = plan.actions();
    wanted.stream().limit(actions).forEach(this::act);
    if (wanted.size() <= actions && plan.completes()) {
      fixture.lastApplied = Optional.of(fixture.state());
      fixture.begun = fixture.lastApplied;
    }
    return plan;
  }

  /** Passes until nothing is written, each with its lines in the transcript. */
  World settle() {
    for (int pass = 1; pass <= 20; pass++) {
      SyncPlan plan = pass(Integer.MAX_VALUE);
      tell(plan);
      if (plan.stages().isEmpty()) {
        return this;
      }
    }
    throw new IllegalStateException("no end:\n" + String.join("\n", transcript));
  }

  private void tell(SyncPlan plan) {
    transcript.add("-- pass" + (plan.completes() ? ", completes" : ""));
    plan.holds()
        .forEach(hold -> transcript.add("hold  " + hold.reason().text() + ": " + hold.message()));
    plan.kept().forEach(kept -> transcript.add("keep  " + kept.object() + ": " + kept.why()));
    plan.yielded()
        .forEach(y -> transcript.add("yield " + y.object() + " " + y.paths() + " " + y.reason()));
    plan.drifted().forEach(id -> transcript.add("drift " + id));
    plan.notes().forEach(note -> transcript.add("note  " + note));
    for (SyncStage stage : plan.stages()) {
      transcript.add(stage.name());
      stage.actions().forEach(action -> transcript.add("  " + action.describe()));
    }
  }

  private void act(SyncAction action) {
    switch (action) {
      case SyncAction.WriteInventory(Inventory inventory, var state) -> {
        fixture.inventory = inventory;
        fixture.begun = Optional.of(state);
      }
      case SyncAction.CreateNamespace(ObjectNode namespace) -> {
        if (!fixture.live.containsKey(ObjectId.of(namespace))) {
          store(namespace.deepCopy());
        }
      }
      case SyncAction.Adopt adopt -> throw new IllegalStateException("no managed fields here");
      case SyncAction.Apply(var desired, var at, String hash) -> {
        at.ifPresent(v -> check(v, live(desired.id()).orElseThrow(), "resourceVersion"));
        apply(desired.id(), desired.object(), hash);
      }
      case SyncAction.Recreate(var desired, String uid, String hash) -> {
        check(uid, live(desired.id()).orElseThrow(), "uid");
        fixture.live.remove(desired.id());
        apply(desired.id(), desired.object(), hash);
      }
      case SyncAction.Delete(InventoryEntry entry, String uid, String at) -> {
        ObjectNode live = live(entry.id()).orElseThrow();
        check(uid, live, "uid");
        check(at, live, "resourceVersion");
        fixture.live.remove(entry.id());
        fixture.applied.remove(entry.id());
      }
    }
  }

  Optional<ObjectNode> live(ObjectId id) {
    return Optional.ofNullable(fixture.live.get(id));
  }

  private static void check(String expected, ObjectNode live, String field) {
    String actual = live.path("metadata").path(field).asText();
    if (!actual.equals(expected)) {
      throw new IllegalStateException(field + " is " + actual + ", not " + expected);
    }
  }

  private void apply(ObjectId id, ObjectNode desired, String hash) {
    ObjectNode result = applied(id, desired);
    if (live(id).filter(result::equals).isEmpty()) {
      store(result);
    }
    lastApplied.put(id, desired);
    fixture.applied.put(id, AppliedState.of(hash, live(id).orElseThrow()));
  }

  /** What others do: a new version of an object. */
  void store(ObjectNode object) {
    ObjectId id = ObjectId.of(object);
    ObjectNode metadata = object.withObjectProperty("metadata");
    if (!metadata.has("uid")) {
      metadata.put("uid", "uid-" + version);
    }
    metadata.put("resourceVersion", String.valueOf(++version));
    fixture.live.put(id, object);
    refresh();
  }

  /** What its controller says. */
  void setStatus(ObjectId id, String status) {
    ObjectNode object = live(id).orElseThrow().deepCopy();
    object.set("status", Fixture.yaml(status));
    store(object);
  }

  void remove(ObjectId id) {
    fixture.live.remove(id);
    refresh();
  }

  /** Lists of the fixture that are views of the live objects. */
  private void refresh() {
    fixture.rollouts =
        fixture.live.values().stream()
            .filter(object -> object.path("kind").asText().equals("Rollout"))
            .toList();
  }

  private ObjectNode applied(ObjectId id, ObjectNode desired) {
    ObjectNode result = live(id).map(ObjectNode::deepCopy).orElseGet(() -> Fixture.yaml("{}"));
    Optional.ofNullable(lastApplied.get(id)).ifPresent(before -> remove(result, before, desired));
    merge(result, desired);
    return result;
  }

  private static void remove(ObjectNode from, JsonNode before, JsonNode desired) {
    for (var field : before.properties()) {
      String name = field.getKey();
      if (!desired.has(name)) {
        from.remove(name);
      } else if (from.get(name) instanceof ObjectNode child && field.getValue().isObject()) {
        remove(child, field.getValue(), desired.get(name));
      }
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (var field : from.properties()) {
      if (into.get(field.getKey()) instanceof ObjectNode present
          && field.getValue() instanceof ObjectNode more) {
        merge(present, more);
      } else {
        into.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }
}
