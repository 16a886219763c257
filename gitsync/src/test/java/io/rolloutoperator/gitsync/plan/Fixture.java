package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Destination;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.Rendering;
import io.rolloutoperator.gitsync.unit.Repository;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** One unit, {@code GitSync shop/my-app}, and what a test changes of its surroundings. */
final class Fixture {

  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final UnitId UNIT = new UnitId("GitSync", "shop", "my-app");
  static final String INSTALLATION = "test";
  static final String LABEL = UNIT.label(INSTALLATION);
  static final Revision COMMIT = revision('c');

  final Map<ObjectId, ObjectNode> live = new LinkedHashMap<>();
  Set<ObjectId> partial = Set.of();
  final Map<ObjectId, AppliedState> applied = new LinkedHashMap<>();
  final Map<ObjectId, TemplateFacts> templates = new LinkedHashMap<>();
  Map<ObjectId, Instant> heldBack = Map.of();
  List<Manifest> manifests = List.of();
  List<ObjectNode> rollouts = List.of();
  List<ObjectNode> replicaSets = List.of();
  List<ObjectNode> scalers = List.of();
  List<QuarantineEntry> quarantine = List.of();
  List<String> unmet = List.of();
  Inventory inventory = Inventory.EMPTY;
  Revision revision = COMMIT;
  Optional<DesiredState> begun = Optional.empty();
  Optional<DesiredState> lastApplied = Optional.empty();
  SyncFacts.Commands commands = SyncFacts.Commands.NONE;
  SyncPolicies.Prune prune = new SyncPolicies.Prune(true, 20, false);
  SyncPolicies.DriftCorrection drift = SyncPolicies.DriftCorrection.ENABLED;
  RolloutPolicies.DuringRollout duringRollout = RolloutPolicies.DuringRollout.SUPERSEDE;
  List<SyncPolicies.IgnoreRule> ignore = List.of();
  boolean force;
  boolean suspend;
  boolean createNamespace;
  boolean insideWindow = true;
  boolean historyRewritten;
  boolean verifyAll;
  List<String> notes = List.of();
  Instant now = NOW;
  Handover handover = Handover.NONE;

  static Revision revision(char digit) {
    return new Revision("main", String.valueOf(digit).repeat(40));
  }

  /** One object in YAML. */
  static ObjectNode yaml(String text) {
    return text.equals("{}") ? Json.object() : Json.yaml(text).getFirst();
  }

  /** Objects in YAML, each with the line of its place among them. */
  static List<Manifest> manifests(String text) {
    List<ObjectNode> objects = Json.yaml(text);
    return IntStream.range(0, objects.size())
        .mapToObj(i -> new Manifest(objects.get(i), new Origin("app.yaml", i + 1)))
        .toList();
  }

  static ObjectId id(String group, String kind, String name) {
    return new ObjectId(group, kind, "shop", name);
  }

  /** As the API server has it after we applied it. */
  static ObjectNode ours(ObjectNode object) {
    ObjectNode copy = ObjectMarks.marked(object, UNIT, INSTALLATION);
    String name = copy.path("metadata").path("name").asText();
    copy.withObjectProperty("metadata").put("uid", "uid-" + name).put("resourceVersion", "1");
    return copy;
  }

  Fixture liveObject(ObjectNode object) {
    live.put(ObjectId.of(object), object);
    return this;
  }

  Fixture stored(ObjectNode object) {
    inventory = inventory.union(Inventory.of(List.of(InventoryEntry.of(object))));
    return liveObject(object);
  }

  /** Objects of a commit, as a status tells it that knows nothing of the spec. */
  static Optional<DesiredState> recorded(Revision revision) {
    return Optional.of(new DesiredState(revision, ""));
  }

  /** What is wanted now. */
  DesiredState state() {
    return new DesiredState(revision, RenderDigest.of(INSTALLATION, manifests));
  }

  SyncUnit unit() {
    return new SyncUnit(
        UNIT,
        new Repository(
            "https://git.example.org/shop/config",
            new GitRef.Branch("main"),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Optional.empty(),
            Optional.empty(),
            ""),
        ".",
        new Rendering(
            Rendering.Mode.AUTO, true, List.of(), List.of(), JsonNodeFactory.instance.objectNode()),
        new Destination("shop", false, createNamespace, Map.of("team", "shop"), Map.of()),
        "gitsync",
        policies(),
        new RolloutPolicies(RolloutPolicies.OnAbort.MARK, duringRollout),
        Optional.empty());
  }

  private SyncPolicies policies() {
    return new SyncPolicies(
        prune,
        SyncPolicies.DeletionPolicy.MIRROR_PRUNE,
        drift,
        force,
        ignore,
        true,
        List.of(),
        Duration.ofMinutes(5),
        Optional.empty(),
        List.of(),
        suspend,
        10);
  }

  SyncSnapshot snapshot() {
    return new SyncSnapshot(
        unit(),
        INSTALLATION,
        new Commit(state(), manifests, List.of(), historyRewritten),
        new ClusterView(live, partial, rollouts, replicaSets, scalers, templates, notes),
        new SyncFacts(
            inventory,
            begun,
            lastApplied,
            applied,
            quarantine,
            commands,
            unmet,
            insideWindow,
            verifyAll,
            heldBack,
            handover),
        now);
  }
}
