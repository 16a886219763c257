package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.HashSet;
import java.util.Set;

/**
 * Objects of a new commit that are taken for absent, since no watch shows them and they were never
 * applied. An object without our label may be there all the same: the trial of its apply tells, and
 * then it is read before anything is decided about it. This saves a request for each new object.
 * Used by one thread at a time.
 */
final class Presumptions {

  private final Set<ObjectId> absent = new HashSet<>();
  private final Set<ObjectId> disproved = new HashSet<>();

  /** A new look at the cluster begins. */
  void clear() {
    absent.clear();
  }

  /** Takes an object for absent, unless that was wrong once. */
  boolean presumeAbsent(ObjectId id) {
    return !disproved.contains(id) && absent.add(id);
  }

  /** Whether nobody has asked for the object in this pass. */
  boolean isPresumed(ObjectId id) {
    return absent.contains(id);
  }

  /** From now on the object is asked for. */
  void disprove(ObjectId id) {
    disproved.add(id);
  }
}
