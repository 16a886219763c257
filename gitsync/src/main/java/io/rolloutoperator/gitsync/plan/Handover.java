package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.Map;
import java.util.Set;

/**
 * Objects that move between units that follow the same ref of one repository, because a commit
 * moved their files. Whoever had them leaves them, whoever has them now takes them, in whatever
 * order the two come to it: they are never deleted.
 *
 * @param takenOver objects that the commit no longer has for this unit, and which other unit has or
 *     may have them
 * @param givenUp objects that carry the mark of another unit, which no longer has them in the
 *     commit
 */
public record Handover(Map<ObjectId, String> takenOver, Set<ObjectId> givenUp) {

  /** Nothing moves. */
  public static final Handover NONE = new Handover(Map.of(), Set.of());

  /** Copies the collections. */
  public Handover {
    takenOver = Map.copyOf(takenOver);
    givenUp = Set.copyOf(givenUp);
  }
}
