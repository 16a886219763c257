package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random chains of commands, new revisions, lost pods, killed and late passes on a canary behind a
 * Gateway: no write breaks a rule, and afterwards the update can be brought to its end.
 */
class RoutedChainsTest {

  private static final int CHAINS = Integer.getInteger("chains", 120);
  private static final int MOMENTS = 120;
  private static final long SEED = Long.getLong("seed", 20260101L);
  private static final List<String> STRATEGIES =
      List.of(
          "steps: [{setWeight: 25}, {pause: {}}, {setWeight: 60}, {pause: {}}, {setWeight: 10}, {pause: {}}]",
          "dynamicStableScale: true, steps: [{setWeight: 20}, {pause: {}}, {setWeight: 70}, {pause: {}}]",
          "dynamicStableScale: true, abortScaleDownDelaySeconds: 10, steps: [{setWeight: 40}, {pause: {duration: 10s}}, {setWeight: 80}, {pause: {}}]",
          "scaleDownDelaySeconds: 5, abortScaleDownDelaySeconds: 0, steps: [{setWeight: 50}, {setWeight: 100}, {pause: {}}]",
          "minPodsPerReplicaSet: 2, scaleDownDelayRevisionLimit: 1, steps: [{setWeight: 1}, {pause: {}}, {setWeight: 99}, {pause: {}}]",
          "steps: [{setCanaryScale: {replicas: 2}}, {setWeight: 30}, {pause: {}}, {setCanaryScale: {matchTrafficWeight: true}}, {setWeight: 80}, {pause: {}}]",
          "dynamicStableScale: true, steps: [{setCanaryScale: {weight: 50}}, {setWeight: 50}, {pause: {}}, {setWeight: 100}, {pause: {}}]");

  static Stream<String> strategies() {
    return STRATEGIES.stream();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void noWriteBreaksARule(String strategy) {
    List<String> problems = new ArrayList<>();
    long writes = 0;
    for (int i = 0; i < CHAINS; i++) {
      writes += new Chain(strategy, SEED + i).run(MOMENTS, problems);
    }
    System.out.printf(
        "seeds %d to %d: %d writes checked for %s%n", SEED, SEED + CHAINS - 1, writes, strategy);
    assertThat(writes).isGreaterThan(CHAINS * 10L);
    assertThat(problems.stream().limit(12)).isEmpty();
  }

  /** One chain. */
  private static final class Chain extends RandomChain {

    private static final int MOST_REPLICAS = 8;
    private static final int MOST_REMEMBERED = 3;

    private final Deque<SimulatedWorld.Seen> earlier = new ArrayDeque<>();

    Chain(String strategy, long seed) {
      this(strategy, seed, new Random(seed));
    }

    private Chain(String strategy, long seed, Random random) {
      super(
          "seed " + seed,
          random,
          new SimulatedWorld(
                  1 + random.nextInt(MOST_REPLICAS), "{" + Story.ROUTED + ", " + strategy + "}")
              .withService("web-canary")
              .withService("web-stable")
              .withRoute("web"));
    }

    @Override
    void passed(Passes.Pass pass) {
      if (pass.changed()) {
        trace.add(pass.plan().reasons().stream().map(Reason::code).toList());
      }
    }

    @Override
    void moment() {
      int what = random.nextInt(100);
      if (what < 38) {
        did("pass", passes.once().changed());
      } else if (what < 44) {
        killedPass();
      } else if (what < 50) {
        latePass();
      } else if (what < 60) {
        did("pods follow", world.podsFollow());
      } else if (what < 76) {
        did("pod serves", world.podServes(anyReplicaSet()));
      } else if (what < 80) {
        did("pod lost", world.podIsLost(anyReplicaSet()));
      } else if (what < 87) {
        did("gateway", world.routes().confirm());
      } else if (what < 90) {
        world.clock().advance(Duration.ofSeconds(1 + random.nextInt(40)));
        trace.add("time");
      } else {
        user(MOST_REPLICAS);
      }
      if (random.nextInt(5) == 0) {
        remember();
      }
    }

    private void remember() {
      earlier.addLast(world.look());
      if (earlier.size() > MOST_REMEMBERED) {
        earlier.removeFirst();
      }
    }

    private void killedPass() {
      int writes = random.nextInt(3);
      trace.add("pass killed after " + writes);
      passes.once(world.look(), writes);
    }

    private void latePass() {
      if (!earlier.isEmpty()) {
        trace.add("late pass");
        passes.once(earlier.removeFirst(), Integer.MAX_VALUE);
      }
    }

    @Override
    List<String> broken(SimulatedWorld.Seen seen, Picture before, Action action, Picture after) {
      earlier
          .clear(); // the write fence lets no pass decide on what was seen before a write of ours
      return Invariants.broken(seen.snapshot(), before, action, after);
    }
  }
}
