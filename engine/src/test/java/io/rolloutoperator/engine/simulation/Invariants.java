package io.rolloutoperator.engine.simulation;

import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.api.rollout.SetCanaryScale;
import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What no write may do to a canary behind a router. A write is to blame only if it makes something
 * false or worse: pods may die and users may scale at any time.
 *
 * <p>Removals are judged by the pods wanted, raises by the pods that were seen available, both for
 * the replicas that were seen wanted: a user may change them between a look and a write.
 */
final class Invariants {

  private static final String CANARY = "web-canary";
  private static final String STABLE = "web-stable";

  private final Snapshot seen;
  private final Picture before;
  private final Picture after;
  private final int replicas;
  private final List<String> violations = new ArrayList<>();

  private Invariants(Snapshot seen, Picture before, Picture after) {
    this.seen = seen;
    this.before = before;
    this.after = after;
    this.replicas = seen.rollout().replicas();
  }

  /** Which rules the write broke, each with its figures. */
  static List<String> broken(Snapshot seen, Picture before, Action write, Picture after) {
    Invariants invariants = new Invariants(seen, before, after);
    invariants.weightsAreWhole();
    invariants.weightFollowsTheSteps();
    invariants.raiseWaitsForPods();
    invariants.capacityStaysUnderTraffic();
    invariants.servicesMoveToReadyPods();
    invariants.stableServiceStaysPut();
    invariants.canaryServiceMovesWithoutTraffic();
    invariants.stableKeepsItsPods();
    return invariants.violations.stream().map(text -> text + " by " + write.describe()).toList();
  }

  /** T1: weights are not negative and sum up to 100. */
  private void weightsAreWhole() {
    after
        .weights()
        .forEach(
            rule -> {
              boolean whole =
                  rule.values().stream().allMatch(w -> w >= 0)
                      && rule.values().stream().mapToInt(Integer::intValue).sum() == 100;
              check(whole, () -> "T1 weights " + rule);
            });
  }

  /** T2: the canary gets no more than the last setWeight up to the current step. */
  private void weightFollowsTheSteps() {
    boolean raised = after.weight(CANARY) > before.weight(CANARY);
    int allowed = allowedWeight();
    check(
        !raised || after.weight(CANARY) <= allowed,
        () -> "T2 canary weight " + after.weight(CANARY) + " above " + allowed);
  }

  private int allowedWeight() {
    RolloutStatus status = seen.rollout().status();
    if (status.promoteFull()) {
      return 100;
    }
    if (status.abort()) {
      return 0;
    }
    List<CanaryStep> steps =
        Objects.requireNonNull(seen.rollout().spec().strategy().canary()).steps();
    Integer index = status.currentStepIndex();
    if (index == null || index >= steps.size()) {
      return 100;
    }
    return steps.subList(0, index + 1).stream()
        .map(CanaryStep::setWeight)
        .filter(Objects::nonNull)
        .reduce(0, (_, later) -> later);
  }

  /** T3: who gets more has the pods for it, and so has who keeps the rest. */
  private void raiseWaitsForPods() {
    for (String hash : after.hashes()) {
      if (after.share(hash) > before.share(hash)) {
        check(
            seenAvailable(hash) >= need(after, hash),
            () ->
                "T3 "
                    + hash
                    + " gets "
                    + after.share(hash)
                    + " % with "
                    + seenAvailable(hash)
                    + " available of "
                    + need(after, hash));
      }
    }
  }

  /**
   * T4, T13: nobody with traffic ends with fewer pods wanted than that takes, neither by what the
   * routes say nor by what the Gateway still serves.
   */
  private void capacityStaysUnderTraffic() {
    for (String hash : after.hashes()) {
      int lacked = lacks(before, need(before, hash), hash);
      int lacks = lacks(after, need(after, hash), hash);
      check(
          lacks <= lacked,
          () -> "T4 " + hash + " has " + after.share(hash) + " % and lacks " + lacks + " pods");
      int clientsLacked = lacks(before, scaled(hash, before.servedNeed(hash, replicas)), hash);
      int clientsLack = lacks(after, scaled(hash, after.servedNeed(hash, replicas)), hash);
      check(
          clientsLack <= clientsLacked,
          () -> "T13 " + hash + " is still served and lacks " + clientsLack + " pods");
    }
  }

  private static int lacks(Picture picture, int need, String hash) {
    return Math.max(0, need - picture.wanted(hash));
  }

  /** T5: a Service moves to pods that are there: enough with traffic, one without. */
  private void servicesMoveToReadyPods() {
    for (String service : List.of(CANARY, STABLE)) {
      String hash = after.selected(service);
      if (!hash.equals(before.selected(service))) {
        int routed = after.weight(service) > 0 ? need(after, hash) : 0;
        int need = Math.max(Math.max(1, routed), scaled(hash, after.servedNeed(hash, replicas)));
        check(
            seenAvailable(hash) >= need,
            () ->
                "T5 "
                    + service
                    + " selects "
                    + hash
                    + " with "
                    + seenAvailable(hash)
                    + " of "
                    + need);
      }
    }
  }

  /**
   * T6: the stable Service never loses its hash and, as long as it has traffic, never selects one
   * without pods. A stable side that may shrink ends without both.
   */
  private void stableServiceStaysPut() {
    String was = before.selected(STABLE);
    String is = after.selected(STABLE);
    check(was.isEmpty() || !is.isEmpty(), () -> "T6 the stable Service lost its hash");
    boolean had = was.isEmpty() || before.wanted(was) > 0;
    boolean has = is.isEmpty() || after.wanted(is) > 0;
    boolean mayBeEmpty = replicas == 0 || after.weight(STABLE) == 0;
    check(!had || has || mayBeEmpty, () -> "T6 the stable Service selects " + is + " without pods");
  }

  /** T7: traffic leaves a canary before its Service does. */
  private void canaryServiceMovesWithoutTraffic() {
    boolean moved = !after.selected(CANARY).equals(before.selected(CANARY));
    check(
        !moved || before.selected(CANARY).isEmpty() || before.weight(CANARY) == 0,
        () -> "T7 the canary Service moves with weight " + before.weight(CANARY));
  }

  /** C1: stable keeps all its pods as long as it is stable, unless it may shrink. */
  private void stableKeepsItsPods() {
    String stable = seen.rollout().status().stableRS();
    boolean shrinks =
        Objects.requireNonNull(seen.rollout().spec().strategy().canary()).dynamicStableScale();
    int wanted = after.wanted(stable);
    check(
        shrinks || wanted >= before.wanted(stable) || wanted >= seen.rollout().replicas(),
        () -> "C1 stable " + stable + " is left with " + wanted);
  }

  private int need(Picture picture, String hash) {
    return scaled(hash, picture.need(hash, replicas));
  }

  /** A setCanaryScale in force says how many pods are enough for the canary, but at least one. */
  private int scaled(String hash, int need) {
    boolean canary =
        hash.equals(seen.rollout().status().currentPodHash())
            && !hash.equals(seen.rollout().status().stableRS());
    SetCanaryScale scale = canary && need > 0 ? scaleInForce() : null;
    if (scale == null || scale.matchTrafficWeight()) {
      return need;
    }
    Integer weight = scale.weight();
    int pods =
        scale.replicas() != null
            ? scale.replicas()
            : weight == null ? need : (weight * replicas + 99) / 100;
    return Math.max(1, Math.min(need, pods));
  }

  private @Nullable SetCanaryScale scaleInForce() {
    List<CanaryStep> steps =
        Objects.requireNonNull(seen.rollout().spec().strategy().canary()).steps();
    Integer index = seen.rollout().status().currentStepIndex();
    if (index == null || index >= steps.size()) {
      return null;
    }
    return steps.subList(0, index + 1).reversed().stream()
        .map(CanaryStep::setCanaryScale)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private int seenAvailable(String hash) {
    return seen.replicaSetOf(hash)
        .map(rs -> Math.min(rs.availableReplicas(), rs.specReplicas()))
        .orElse(0);
  }

  private void check(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      violations.add(
          otherwise.get()
              + "; seen "
              + seen.replicaSets().stream().map(ReplicaSetFacts::counts).toList());
    }
  }
}
