package io.rolloutoperator.engine.replicas;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * ReplicaSets of one rollout under a controller that writes one of them per pass: stable, else
 * canary, else one of the others. A ReplicaSet gives up unavailable pods first, as Kubernetes'
 * does. Both limits are asserted after each write.
 */
final class RollingSimulation {

  private static final int MOST_WRITES = 1000;

  private static final class Pods {
    int spec;
    int available;

    ReplicaCounts counts() {
      return new ReplicaCounts(spec, spec, available);
    }
  }

  private final List<Pods> revisions = new ArrayList<>();
  private final List<int[]> log = new ArrayList<>();
  private int replicas;
  private RollingLimit maxSurge;
  private RollingLimit maxUnavailable;
  private int weight;
  private int stable;

  /** Starts healthy: revision 1 is stable and has all pods. */
  RollingSimulation(int replicas, RollingLimit maxSurge, RollingLimit maxUnavailable) {
    this.replicas = replicas;
    this.maxSurge = maxSurge;
    this.maxUnavailable = maxUnavailable;
    addRevision(replicas, replicas);
    log.clear();
  }

  /** With the limits of a spec that names none. */
  static RollingSimulation start(int replicas) {
    return new RollingSimulation(
        replicas, RollingLimit.ofAbsentField(), RollingLimit.ofAbsentField());
  }

  RollingSimulation addRevision(int spec, int available) {
    Pods pods = new Pods();
    pods.spec = spec;
    pods.available = available;
    revisions.add(pods);
    note();
    return this;
  }

  RollingSimulation newRevision() {
    return addRevision(0, 0);
  }

  RollingSimulation weight(int percent) {
    weight = percent;
    return this;
  }

  RollingSimulation replicas(int wanted) {
    replicas = wanted;
    return this;
  }

  RollingSimulation limits(RollingLimit surge, RollingLimit unavailable) {
    maxSurge = surge;
    maxUnavailable = unavailable;
    return this;
  }

  RollingSimulation promoted() {
    stable = revisions.size() - 1;
    return this;
  }

  BasicCanary canary() {
    int current = revisions.size() - 1;
    List<OldReplicaSet> old =
        IntStream.range(0, current)
            .filter(i -> i != stable)
            .mapToObj(i -> new OldReplicaSet("web-R" + (i + 1), i + 1, revisions.get(i).counts()))
            .toList();
    @Nullable ReplicaCounts distinct = stable == current ? null : revisions.get(stable).counts();
    return new BasicCanary(
        replicas,
        RollingLimits.resolve(replicas, maxSurge, maxUnavailable),
        weight,
        revisions.get(current).counts(),
        distinct,
        old);
  }

  /**
   * Passes, each time followed by one pod that becomes available, until neither changes anything.
   */
  RollingSimulation settle() {
    while (pass() || podsReady(1)) {
      restsInTime();
    }
    return this;
  }

  /**
   * As {@link #settle()}, with any number of pods becoming available before, between and after
   * writes.
   */
  RollingSimulation settle(RandomGenerator random) {
    while (true) {
      podsReady(random.nextInt(3));
      if (!pass() && !podsReady(1 + random.nextInt(3)) && !pass()) {
        return this;
      }
      restsInTime();
    }
  }

  private void restsInTime() {
    if (log.size() >= MOST_WRITES) {
      throw new AssertionError("never rests: " + log());
    }
  }

  /** One pass with at most one write; false if nothing is to be written. */
  boolean pass() {
    BasicCanary canary = canary();
    DesiredCounts next = canary.next();
    int current = revisions.size() - 1;
    if (stable != current && next.stable() != revisions.get(stable).spec) {
      return write(canary, stable, next.stable());
    }
    if (next.canary() != revisions.get(current).spec) {
      return write(canary, current, next.canary());
    }
    List<OldReplicaSetScale> scales = canary.cleanUp();
    for (OldReplicaSetScale scale : scales) {
      write(
          canary, Integer.parseInt(scale.name().substring("web-R".length())) - 1, scale.replicas());
    }
    return !scales.isEmpty();
  }

  boolean podsReady(int count) {
    int left = count;
    for (Pods pods : revisions) {
      int ready = Math.min(left, pods.spec - pods.available);
      pods.available += ready;
      left -= ready;
    }
    return left < count;
  }

  /** The wanted pods of each revision after each write: {@code R1=3 R2=1}. */
  List<String> log() {
    return log.stream().map(RollingSimulation::line).toList();
  }

  private static String line(int[] specs) {
    return IntStream.range(0, specs.length)
        .mapToObj(i -> "R" + (i + 1) + "=" + specs[i])
        .collect(Collectors.joining(" "));
  }

  private boolean write(BasicCanary decided, int revision, int spec) {
    int totalBefore = total();
    int availableBefore = available();
    Pods pods = revisions.get(revision);
    check(spec >= 0 && spec != pods.spec, "writes a change", decided);
    pods.spec = spec;
    pods.available = Math.min(pods.available, spec);
    note();
    long most = replicas + decided.limits().maxSurge();
    check(total() <= Math.max(totalBefore, most), "pods wanted", decided);
    int least = replicas - decided.limits().maxUnavailable();
    check(available() >= Math.min(availableBefore, least), "pods available", decided);
    return true;
  }

  /** Words are made for a fault only: they take longer than a write. */
  private void check(boolean holds, String what, BasicCanary decided) {
    if (!holds) {
      throw new AssertionError(
          "%s: %d wanted, %d available after %s, %s"
              .formatted(what, total(), available(), decided, log()));
    }
  }

  private void note() {
    log.add(revisions.stream().mapToInt(pods -> pods.spec).toArray());
  }

  private int total() {
    return revisions.stream().mapToInt(p -> p.spec).sum();
  }

  private int available() {
    return revisions.stream().mapToInt(p -> p.available).sum();
  }
}
