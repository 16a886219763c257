package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Drift;
import io.rolloutoperator.gitsync.plan.DriftFight;
import io.rolloutoperator.gitsync.plan.SyncAction;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of one unit that somebody else changes as often as they are repaired. Lost with the
 * process, which costs a few repairs. Used by one thread at a time.
 */
final class DriftFights {

  /**
   * A fight that has just become one.
   *
   * @param other who else writes the object, as people are told
   * @param pause until the next repair
   */
  record Begun(ObjectId object, String other, Duration pause) {}

  private static final String NOBODY_KNOWN = "somebody";

  private final Map<ObjectId, DriftFight> fights = new HashMap<>();

  /** Until when repairs wait, by object. */
  Map<ObjectId, Instant> heldBack(Instant now) {
    fights.values().removeIf(fight -> fight.isOver(now));
    Map<ObjectId, Instant> held = new HashMap<>();
    fights.forEach(
        (id, fight) -> {
          if (fight.holdsBack(now)) {
            held.put(id, fight.notBefore());
          }
        });
    return held;
  }

  /**
   * Counts the repairs of a pass: applies of what was seen as it is wanted before.
   *
   * @return the fights that began with them
   */
  List<Begun> count(SyncSnapshot snapshot, List<SyncAction> done) {
    List<Begun> begun = new ArrayList<>();
    for (SyncAction action : done) {
      if (action instanceof SyncAction.Apply apply
          && Drift.isSeenOf(snapshot, apply.desired().id(), apply.desiredHash())) {
        ObjectId id = apply.desired().id();
        DriftFight fight = fights.getOrDefault(id, DriftFight.NONE).repaired(snapshot.now());
        fights.put(id, fight);
        if (fight.begins()) {
          begun.add(new Begun(id, other(snapshot, id), fight.lastWait()));
        }
      }
    }
    return begun;
  }

  private static String other(SyncSnapshot snapshot, ObjectId id) {
    return snapshot.cluster().find(id).flatMap(DriftFight::otherManager).orElse(NOBODY_KNOWN);
  }
}
