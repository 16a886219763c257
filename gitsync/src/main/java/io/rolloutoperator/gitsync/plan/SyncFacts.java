package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What former passes left behind, and what was found about the unit's surroundings.
 *
 * @param inventory as stored
 * @param begun the state of which objects were applied last, all or some; see {@link
 *     SyncAction.WriteInventory}: not the last one that was looked at, which may still wait
 * @param lastApplied the last one that was applied whole
 * @param applied by object: what its last apply or check saw; lost by a restart, which only costs
 *     requests
 * @param quarantine as stored
 * @param commands what people asked for
 * @param unmetDependencies one line for each dependency that is not ready; see {@link Dependencies}
 * @param insideWindow whether the sync windows allow writes now
 * @param verifyAll whether every object is checked although its last apply was seen
 * @param heldBack objects that somebody else changes again and again, and until when their repair
 *     waits; see {@link DriftFight}
 * @param handover objects that move between this unit and others
 */
public record SyncFacts(
    Inventory inventory,
    Optional<DesiredState> begun,
    Optional<DesiredState> lastApplied,
    Map<ObjectId, AppliedState> applied,
    List<QuarantineEntry> quarantine,
    Commands commands,
    List<String> unmetDependencies,
    boolean insideWindow,
    boolean verifyAll,
    Map<ObjectId, Instant> heldBack,
    Handover handover) {

  /** Copies the collections. */
  public SyncFacts {
    applied = Map.copyOf(applied);
    quarantine = List.copyOf(quarantine);
    unmetDependencies = List.copyOf(unmetDependencies);
    heldBack = Map.copyOf(heldBack);
  }

  /**
   * Annotations of the unit.
   *
   * @param approvePrune the commit that {@code approve-prune} names, 40 hex digits; empty without
   * @param releaseQuarantine a template hash, {@code all}, or empty
   * @param adopt whether objects marked by other tools are taken over
   */
  public record Commands(String approvePrune, String releaseQuarantine, boolean adopt) {

    /** Nobody asked for anything. */
    public static final Commands NONE = new Commands("", "", false);
  }
}
