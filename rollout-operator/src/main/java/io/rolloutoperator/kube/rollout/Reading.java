package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A snapshot with what is needed to write on its basis.
 *
 * @param snapshot what was observed
 * @param key the Rollout
 * @param reference the Rollout, for Events
 * @param handles versions of everything observed
 * @param written versions that this pass itself made, for its later writes to the same objects
 */
record Reading(
    Snapshot snapshot,
    ObjectKey key,
    ObjectReference reference,
    Map<ObjectKey, Handle> handles,
    Map<ObjectKey, String> written) {

  Reading(
      Snapshot snapshot, ObjectKey key, ObjectReference reference, Map<ObjectKey, Handle> handles) {
    this(snapshot, key, reference, Map.copyOf(handles), new HashMap<>());
  }

  /** Notes the version that a write of this pass made. */
  void note(ApiResource kind, String name, String resourceVersion) {
    written.put(kind.key(key.namespace(), name), resourceVersion);
  }

  /** The version that a write of this pass made, if there was one. */
  Optional<String> written(ApiResource kind, String name) {
    return Optional.ofNullable(written.get(kind.key(key.namespace(), name)));
  }

  /** The version of an observed object of the Rollout's namespace. */
  Handle handle(ApiResource kind, String name) {
    return Objects.requireNonNull(handles.get(kind.key(key.namespace(), name)), name);
  }
}
