package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which releases are in quarantine: entries come with an abort and go with another template in Git,
 * a retry, or a release by a person.
 *
 * <pre>
 *            abort                    another template in Git
 *   (none) ---------> HOLDING --------------------------------> BARS_IMAGES
 *                        |  \                                        |
 *          retry: (none) -   - release: RELEASED                     - newer release healthy: (none)
 * </pre>
 */
final class Quarantine {

  /** Entries of a unit's status. */
  private static final int LIMIT = 20;

  private final SyncSnapshot snapshot;

  Quarantine(SyncSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The entries after what is observed now. */
  List<QuarantineEntry> update() {
    List<QuarantineEntry> entries = new ArrayList<>();
    Set<ObjectId> rollouts = new HashSet<>();
    for (Manifest manifest : snapshot.commit().manifests()) {
      if (Rollouts.isRollout(manifest.id())) {
        rollouts.add(manifest.id());
      }
    }
    for (QuarantineEntry entry : snapshot.facts().quarantine()) {
      if (rollouts.contains(entry.object())) {
        next(released(entry)).ifPresent(entries::add);
      }
    }
    rollouts.stream()
        .sorted(Comparator.comparing(ObjectId::inventoryId))
        .flatMap(id -> aborted(id).stream())
        .forEach(entry -> add(entries, entry));
    return limited(entries);
  }

  private QuarantineEntry released(QuarantineEntry entry) {
    String command = snapshot.facts().commands().releaseQuarantine();
    return command.equals("all") || command.equals(entry.templateHash())
        ? entry.in(QuarantineEntry.State.RELEASED)
        : entry;
  }

  private Optional<QuarantineEntry> next(QuarantineEntry entry) {
    Optional<ObjectNode> live = snapshot.cluster().find(entry.object());
    return switch (entry.state()) {
      case HOLDING -> {
        if (live.filter(rollout -> retried(rollout, entry)).isPresent()) {
          yield Optional.empty();
        }
        String desired = facts(entry.object()).desiredHash();
        boolean movedOn = !desired.isEmpty() && !desired.equals(entry.templateHash());
        yield Optional.of(movedOn ? entry.in(QuarantineEntry.State.BARS_IMAGES) : entry);
      }
      case BARS_IMAGES ->
          live.filter(rollout -> newerWon(rollout, entry)).isPresent()
              ? Optional.empty()
              : Optional.of(entry);
      case RELEASED ->
          live.filter(rollout -> abortedAt(rollout, entry.templateHash())).map(rollout -> entry);
    };
  }

  /** A person took the abort back: the same template goes on, and its status says so. */
  private boolean retried(ObjectNode rollout, QuarantineEntry entry) {
    return Rollouts.currentHash(rollout).equals(entry.templateHash())
        && facts(entry.object()).liveHash().equals(entry.templateHash())
        && !rollout.path("status").path("abort").asBoolean(false)
        && !Metadata.of(rollout).beingDeleted();
  }

  private static boolean newerWon(ObjectNode rollout, QuarantineEntry entry) {
    String stable = Rollouts.stableHash(rollout);
    return Rollouts.phase(rollout).equals("Healthy")
        && stable.equals(Rollouts.currentHash(rollout))
        && !stable.equals(entry.stableHash());
  }

  private static boolean abortedAt(ObjectNode rollout, String hash) {
    return Rollouts.aborted(rollout) && Rollouts.currentHash(rollout).equals(hash);
  }

  /** A new entry, if the Rollout gave up the template that Git wants. */
  private Optional<QuarantineEntry> aborted(ObjectId id) {
    TemplateFacts facts = facts(id);
    return snapshot
        .cluster()
        .find(id)
        .filter(rollout -> abortedAt(rollout, facts.desiredHash()) && told(rollout))
        .map(
            rollout ->
                new QuarantineEntry(
                    id,
                    facts.desiredHash(),
                    Rollouts.stableHash(rollout),
                    blamed().revision(),
                    images(rollout),
                    snapshot.now(),
                    message(rollout),
                    QuarantineEntry.State.HOLDING));
  }

  /** What was begun last, unless it is being left for the state before. */
  private DesiredState blamed() {
    DesiredState state = snapshot.commit().state();
    return snapshot.facts().begun().filter(_ -> !snapshot.wasAppliedWhole()).orElse(state);
  }

  private static void add(List<QuarantineEntry> entries, QuarantineEntry aborted) {
    Optional<QuarantineEntry> known =
        entries.stream()
            .filter(entry -> entry.object().equals(aborted.object()))
            .filter(entry -> entry.templateHash().equals(aborted.templateHash()))
            .findFirst();
    if (known.isEmpty()) {
      entries.add(aborted);
    } else if (known.get().state() == QuarantineEntry.State.BARS_IMAGES) {
      // Git went back to the template, and it was aborted again
      entries.set(entries.indexOf(known.get()), aborted);
    }
  }

  private List<String> images(ObjectNode rollout) {
    JsonNode template =
        Rollouts.workload(rollout)
            .flatMap(snapshot.cluster()::find)
            .orElse(rollout)
            .path("spec")
            .path("template");
    return Stream.of("initContainers", "containers")
        .flatMap(list -> template.path("spec").path(list).valueStream())
        .map(container -> container.path("image").asText())
        .filter(image -> !image.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** A person's abort has no reason until the engine has seen it. */
  private static boolean told(ObjectNode rollout) {
    return Rollouts.phase(rollout).equals("Degraded") || abortCondition(rollout).isPresent();
  }

  /** What the engine tells about the abort, else the message of the phase. */
  private static String message(ObjectNode rollout) {
    return OneLine.clean(
        abortCondition(rollout)
            .map(condition -> condition.path("message").asText())
            .orElseGet(() -> rollout.path("status").path("message").asText()),
        Health.LONGEST_MESSAGE);
  }

  private static Optional<JsonNode> abortCondition(ObjectNode rollout) {
    return rollout
        .path("status")
        .path("conditions")
        .valueStream()
        .filter(condition -> condition.path("reason").asText().equals("RolloutAborted"))
        .findFirst();
  }

  private TemplateFacts facts(ObjectId rollout) {
    return snapshot.cluster().templates().getOrDefault(rollout, TemplateFacts.NONE);
  }

  /** The oldest go first, and none of those that still hold a template back. */
  private static List<QuarantineEntry> limited(List<QuarantineEntry> entries) {
    List<QuarantineEntry> limited = new ArrayList<>(entries);
    entries.stream()
        .filter(entry -> !entry.holds())
        .sorted(Comparator.comparing(QuarantineEntry::since))
        .limit(Math.max(0, entries.size() - LIMIT))
        .forEach(limited::remove);
    return limited;
  }
}
