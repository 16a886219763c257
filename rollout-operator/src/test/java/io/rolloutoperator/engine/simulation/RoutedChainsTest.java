package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.plan.Action;
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

  private static final int CHAINS = Integer.getInteger("chains", 250);
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
      Chain chain = new Chain(strategy, SEED + i);
      writes += chain.run(problems);
    }
    System.out.printf(
        "seeds %d to %d: %d writes checked for %s%n", SEED, SEED + CHAINS - 1, writes, strategy);
    assertThat(writes).isGreaterThan(CHAINS * 10L);
    assertThat(problems.stream().limit(12)).isEmpty();
  }

  /** One chain. */
  private static final class Chain implements Passes.Witness {

    private final long seed;
    private final Random random;
    private final SimulatedWorld world;
    private final Users users;
    private final Passes passes;
    private final Deque<SimulatedWorld.Seen> earlier = new ArrayDeque<>();
    private final List<String> trace = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Picture before;
    private long writes;

    Chain(String strategy, long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.world =
          new SimulatedWorld(1 + random.nextInt(8), "{" + Story.ROUTED + ", " + strategy + "}")
              .withService("web-canary")
              .withService("web-stable")
              .withRoute("web");
      this.users = new Users(world);
      this.passes =
          new Passes(
              world,
              this,
              pass -> {
                if (pass.changed()) {
                  trace.add(pass.plan().reasons().stream().map(r -> r.code()).toList().toString());
                }
              });
      this.before = Picture.of(world);
    }

    long run(List<String> problems) {
      try {
        passes.settle();
        for (int i = 0; i < MOMENTS && broken.isEmpty(); i++) {
          moment();
        }
        if (broken.isEmpty()) {
          ends();
        }
      } catch (AssertionError | RuntimeException failed) {
        broken.add(failed.toString());
      }
      if (!broken.isEmpty()) {
        int from = Math.max(0, trace.size() - 14);
        problems.add(
            "seed " + seed + ": " + broken + "\n    after " + trace.subList(from, trace.size()));
      }
      return writes;
    }

    private void moment() {
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
        world.advance(Duration.ofSeconds(1 + random.nextInt(40)));
        trace.add("time");
      } else {
        user(random.nextInt(16));
      }
      if (random.nextInt(5) == 0) {
        earlier.addLast(world.look());
        if (earlier.size() > 3) {
          earlier.removeFirst();
        }
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

    private void user(int what) {
      trace.add("user " + what);
      switch (what) {
        case 0, 1, 2, 3 -> users.setImage(1 + random.nextInt(4));
        case 4, 5 -> users.abort();
        case 6, 7 -> users.retry();
        case 8, 9, 10, 11 -> users.promote();
        case 12 -> users.promoteFull();
        case 13 -> users.pause();
        case 14 -> users.unpause();
        default -> users.scale(random.nextInt(9));
      }
    }

    private void did(String what, boolean changed) {
      if (changed) {
        trace.add(what);
      }
    }

    private SimulatedReplicaSet anyReplicaSet() {
      return world.replicaSets().get(random.nextInt(world.replicaSets().size()));
    }

    /** Faults are over: it rests, and people can finish the update. */
    private void ends() {
      trace.add("faults over");
      passes.settleFor(Duration.ofMinutes(2));
      for (int i = 0; i < 8 && !world.status().phase().equals("Healthy"); i++) {
        if (world.status().abort()) {
          users.retry();
        } else {
          users.promote();
        }
        passes.settleFor(Duration.ofMinutes(2));
      }
      assertThat(world.status().phase())
          .as("phase in the end with %d replicas: %s", world.replicas(), world.status().message())
          .isEqualTo("Healthy");
      assertThat(passes.once().changed()).as("writes at rest").isFalse();
    }

    @Override
    public void before(SimulatedWorld.Seen seen, Action action) {
      before = Picture.of(world);
    }

    @Override
    public void after(SimulatedWorld.Seen seen, Action action) {
      writes++;
      earlier
          .clear(); // the write fence lets no pass decide on what was seen before a write of ours
      trace.add(action.describe());
      broken.addAll(Invariants.broken(seen.snapshot(), before, action, Picture.of(world)));
    }
  }
}
