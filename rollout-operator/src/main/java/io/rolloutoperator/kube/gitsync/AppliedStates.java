package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.AppliedState;
import io.rolloutoperator.gitsync.plan.Detail;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the last applies of a unit's objects saw, and how they left the objects. Lost with the
 * process, which costs one check of each object.
 *
 * <p>Tells what watches show of our own writes from news. A watch may be faster than the answer to
 * the write:
 *
 * <pre>
 *   begins(id) -- request --> API server -- answer --> applied(id, ..)  ended(id)
 *                                 \-- event --> isEcho(id, version)
 * </pre>
 *
 * <p>For several threads: the pass of the unit, and those of watches.
 */
final class AppliedStates {

  private final Map<ObjectId, AppliedState> states = new HashMap<>();
  private final Map<ObjectId, String> ownVersions = new HashMap<>();
  private final Map<ObjectId, ObjectNode> unseen = new HashMap<>();

  /** Versions that watches showed of objects that are being written. */
  private final Map<ObjectId, Set<String>> shownMeanwhile = new HashMap<>();

  private boolean missed;

  /** A write of an object begins: its answer tells what watches showed meanwhile. */
  synchronized void begins(ObjectId id) {
    shownMeanwhile.put(id, new HashSet<>());
  }

  /** The write has ended, well or not. */
  synchronized void ended(ObjectId id) {
    Set<String> shown = Optional.ofNullable(shownMeanwhile.remove(id)).orElse(Set.of());
    String own = ownVersions.getOrDefault(id, "");
    missed |= shown.stream().anyMatch(version -> !version.equals(own));
    if (shown.contains(own)) {
      unseen.remove(id);
    }
  }

  /**
   * Takes away the note that a watch showed somebody else's change during a write, if there is one.
   */
  synchronized boolean takeMissed() {
    boolean news = missed;
    missed = false;
    return news;
  }

  /** An object was written, and this is what became of it. */
  synchronized void applied(ObjectId id, String desiredHash, ObjectNode object) {
    states.put(id, AppliedState.of(desiredHash, object));
    ownVersions.put(id, object.at("/metadata/resourceVersion").asText());
    unseen.put(id, Detail.of(id).shown(object));
  }

  /** Objects were found in order. */
  synchronized void settled(Map<ObjectId, AppliedState> found) {
    states.putAll(found);
  }

  synchronized void forget(ObjectId id) {
    states.remove(id);
    ownVersions.remove(id);
    unseen.remove(id);
  }

  /** What the last apply of an object, or its last check, saw. */
  synchronized Optional<AppliedState> of(ObjectId id) {
    return Optional.ofNullable(states.get(id));
  }

  synchronized Map<ObjectId, AppliedState> all() {
    return Map.copyOf(states);
  }

  /**
   * The object as our write left it, as long as no watch was seen to show that; of each kind as
   * much as a watch shows.
   */
  synchronized Optional<ObjectNode> unseen(ObjectId id) {
    return Optional.ofNullable(unseen.get(id));
  }

  /** A watch has come to our write, or there is none that could. */
  synchronized void seen(ObjectId id) {
    unseen.remove(id);
  }

  /**
   * A watch shows an object.
   *
   * @param resourceVersion empty if it shows that the object is gone
   * @return whether this is our own write, of which the pass that made it knows everything, or may
   *     turn out to be
   */
  synchronized boolean isEcho(ObjectId id, String resourceVersion) {
    Set<String> meanwhile = shownMeanwhile.get(id);
    if (meanwhile != null) {
      meanwhile.add(resourceVersion);
      return true;
    }
    boolean echo = resourceVersion.equals(ownVersions.get(id));
    if (echo) {
      unseen.remove(id);
    }
    return echo;
  }
}
