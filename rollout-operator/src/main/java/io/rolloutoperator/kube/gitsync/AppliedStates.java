package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.AppliedState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the last applies of a unit's objects saw. Lost with the process, which costs one check of
 * each object.
 */
final class AppliedStates {

  private final Map<ObjectId, AppliedState> states = new ConcurrentHashMap<>();

  /** An object was written, and this is what became of it. */
  void applied(ObjectId id, String desiredHash, ObjectNode object) {
    states.put(id, AppliedState.of(desiredHash, object));
  }

  /** Objects were found in order. */
  void settled(Map<ObjectId, AppliedState> found) {
    states.putAll(found);
  }

  void forget(ObjectId id) {
    states.remove(id);
  }

  Map<ObjectId, AppliedState> all() {
    return Map.copyOf(states);
  }
}
