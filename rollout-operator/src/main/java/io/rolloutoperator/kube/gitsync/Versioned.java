package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An object that may only be written on the version that was read. */
final class Versioned {

  private Versioned() {}

  /** A copy with that version, or the object itself without one. */
  static ObjectNode with(ObjectNode object, Optional<String> resourceVersion) {
    if (resourceVersion.isEmpty()) {
      return object;
    }
    ObjectNode copy = object.deepCopy();
    copy.withObject("/metadata").put("resourceVersion", resourceVersion.get());
    return copy;
  }
}
