package io.rolloutoperator.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static final class Pods {
    int spec;
    int available;

    ReplicaCounts counts() {
      return new ReplicaCounts(spec, spec, available);
    }
  }

  private final List<Pods> revisions = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
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
      assertThat(log).as("writes").hasSizeLessThan(1000);
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
      assertThat(log).as("writes").hasSizeLessThan(1000);
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

  List<String> log() {
    return List.copyOf(log);
  }

  private boolean write(BasicCanary decided, int revision, int spec) {
    int totalBefore = total();
    int availableBefore = available();
    Pods pods = revisions.get(revision);
    assertThat(spec).as("%s writes a change", decided).isNotEqualTo(pods.spec).isNotNegative();
    pods.spec = spec;
    pods.available = Math.min(pods.available, spec);
    note();
    long minAvailable = (long) replicas - decided.limits().maxUnavailable();
    assertThat((long) total())
        .as("pods wanted after %s, %s", decided, log)
        .isLessThanOrEqualTo(Math.max(totalBefore, replicas + decided.limits().maxSurge()));
    assertThat((long) available())
        .as("available after %s, %s", decided, log)
        .isGreaterThanOrEqualTo(Math.min(availableBefore, minAvailable));
    return true;
  }

  private void note() {
    log.add(
        IntStream.range(0, revisions.size())
            .mapToObj(i -> "R" + (i + 1) + "=" + revisions.get(i).spec)
            .collect(Collectors.joining(" ")));
  }

  private int total() {
    return revisions.stream().mapToInt(p -> p.spec).sum();
  }

  private int available() {
    return revisions.stream().mapToInt(p -> p.available).sum();
  }
}
