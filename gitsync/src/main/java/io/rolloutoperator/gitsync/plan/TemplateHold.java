package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps pod templates back: those in quarantine, and during a rollout those that shall wait for its
 * end. Everything else of such an object is applied.
 */
final class TemplateHold {

  static final String QUARANTINED = "ReleaseQuarantined";
  static final String WAITING = "TemplateWaitsForRollout";

  private final SyncSnapshot snapshot;
  private final List<QuarantineEntry> holding;
  private final boolean waiting;

  /**
   * Of one pass.
   *
   * @param waiting whether all changed templates of the unit wait
   */
  TemplateHold(SyncSnapshot snapshot, List<QuarantineEntry> quarantine, boolean waiting) {
    this.snapshot = snapshot;
    this.holding = quarantine.stream().filter(QuarantineEntry::holds).toList();
    this.waiting = waiting;
  }

  /** What may be applied of an object. */
  sealed interface Held {

    /** This. */
    record Applied(Merged merged) implements Held {}

    /** Nothing: it would start what is in quarantine. */
    record NotCreated(String message) implements Held {}
  }

  Held hold(ObjectNode desired) {
    ObjectId id = ObjectId.of(desired);
    Optional<ObjectNode> live = snapshot.cluster().find(id);
    Optional<QuarantineEntry> entry = entryFor(id);
    if (entry.isPresent()) {
      return quarantined(desired, live, entry.get());
    }
    return new Held.Applied(
        waiting && live.isPresent() && !sameTemplate(id)
            ? withLiveTemplate(desired, live.get())
            : Merged.untouched(desired));
  }

  /** An entry is about a Rollout; the template may be the one of its workload. */
  private Optional<QuarantineEntry> entryFor(ObjectId id) {
    return holding.stream()
        .filter(
            entry ->
                entry.object().equals(id)
                    || rollout(entry).flatMap(Rollouts::workload).filter(id::equals).isPresent())
        .findFirst();
  }

  private Optional<ObjectNode> rollout(QuarantineEntry entry) {
    return snapshot.commit().manifests().stream()
        .filter(manifest -> manifest.id().equals(entry.object()))
        .map(manifest -> manifest.object())
        .findFirst();
  }

  /** Whether the live object has the template that Git wants, so that none is kept back. */
  private boolean sameTemplate(ObjectId rollout) {
    TemplateFacts facts = facts(rollout);
    return !facts.liveHash().isEmpty() && facts.liveHash().equals(facts.desiredHash());
  }

  private TemplateFacts facts(ObjectId rollout) {
    return snapshot.cluster().templates().getOrDefault(rollout, TemplateFacts.NONE);
  }

  private Held quarantined(ObjectNode desired, Optional<ObjectNode> live, QuarantineEntry entry) {
    TemplateFacts facts = facts(entry.object());
    boolean ownTemplate = desired.path("spec").path("template").isObject();
    if (!ownTemplate) {
      return new Held.Applied(
          live.map(l -> withLiveSteps(desired, l)).orElse(Merged.untouched(desired)));
    }
    // without pods of the stable release nothing could go back to it: it has to be named again
    boolean healthyNeeded = live.isEmpty() || !facts.stableReplicaSet();
    if (healthyNeeded && facts.healthyTemplate().isPresent()) {
      return new Held.Applied(withTemplate(desired, live, facts.healthyTemplate().get()));
    }
    return live.isPresent()
        ? new Held.Applied(
            sameTemplate(entry.object())
                ? withLiveSteps(desired, live.get())
                : withLiveRelease(desired, live.get()))
        : new Held.NotCreated(
            "%s: release %s is in quarantine and the template of the last healthy revision cannot be had; not created"
                .formatted(ObjectId.of(desired), entry.templateHash()));
  }

  private static Merged withTemplate(
      ObjectNode desired, Optional<ObjectNode> live, ObjectNode template) {
    ObjectNode copy = desired.deepCopy();
    copy.withObjectProperty("spec").set("template", template.deepCopy());
    Merged merged = new Merged(copy, List.of(), live.isPresent());
    return merged.changed(copy, List.of("/spec/template"), QUARANTINED);
  }

  /** Other steps would begin the update again, so they wait as well. */
  private static Merged withLiveRelease(ObjectNode desired, ObjectNode live) {
    ObjectNode copy = desired.deepCopy();
    List<String> paths = new ArrayList<>();
    keepTemplate(copy, live, paths);
    keepSteps(copy, live, paths);
    return Merged.untouched(copy).atReadVersion(copy, paths, QUARANTINED);
  }

  private static Merged withLiveSteps(ObjectNode desired, ObjectNode live) {
    ObjectNode copy = desired.deepCopy();
    List<String> paths = new ArrayList<>();
    keepSteps(copy, live, paths);
    return paths.isEmpty()
        ? Merged.untouched(desired)
        : Merged.untouched(copy).atReadVersion(copy, paths, QUARANTINED);
  }

  private static Merged withLiveTemplate(ObjectNode desired, ObjectNode live) {
    ObjectNode copy = desired.deepCopy();
    List<String> paths = new ArrayList<>();
    keepTemplate(copy, live, paths);
    return paths.isEmpty()
        ? Merged.untouched(desired)
        : Merged.untouched(copy).atReadVersion(copy, paths, WAITING);
  }

  private static void keepTemplate(ObjectNode desired, ObjectNode live, List<String> paths) {
    JsonNode template = live.path("spec").path("template");
    if (desired.path("spec").path("template").isObject() && template.isObject()) {
      desired.withObjectProperty("spec").set("template", template.deepCopy());
      paths.add("/spec/template");
    }
  }

  private static void keepSteps(ObjectNode desired, ObjectNode live, List<String> paths) {
    JsonNode steps = Rollouts.canary(live).path("steps");
    if (Rollouts.canary(desired) instanceof ObjectNode canary
        && !canary.path("steps").equals(steps)) {
      if (steps.isMissingNode()) {
        canary.remove("steps");
      } else {
        canary.set("steps", steps.deepCopy());
      }
      paths.add("/spec/strategy/canary/steps");
    }
  }
}
