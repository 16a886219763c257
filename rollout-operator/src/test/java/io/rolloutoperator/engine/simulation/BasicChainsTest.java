package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.plan.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random chains of commands, new revisions, scaling, lost pods and killed passes on a canary
 * without a router: no write leaves fewer available pods or makes more pods than the limits allow,
 * and afterwards the update can be brought to its end.
 */
class BasicChainsTest {

  private static final int CHAINS = Integer.getInteger("chains", 40);
  private static final int MOMENTS = 150;
  private static final long SEED = Long.getLong("seed", 20260101L);

  @ParameterizedTest
  @CsvSource({"1, 0", "0, 1", "25%, 25%", "100%, 0", "1, 1", "0, 25%"})
  void noWriteBreaksARule(String surge, String unavailable) {
    List<String> problems = new ArrayList<>();
    long writes = 0;
    for (int i = 0; i < CHAINS; i++) {
      Chain chain = new Chain(surge, unavailable, SEED + i);
      writes += chain.run(problems);
    }
    System.out.printf(
        "seeds %d to %d: %d writes checked for surge %s, unavailable %s%n",
        SEED, SEED + CHAINS - 1, writes, surge, unavailable);
    assertThat(writes).isGreaterThan(CHAINS * 10L);
    assertThat(problems.stream().limit(6)).isEmpty();
  }

  /** One chain. */
  private static final class Chain implements Passes.Witness {

    private final String surge;
    private final String unavailable;
    private final long seed;
    private final Random random;
    private final SimulatedWorld world;
    private final Users users;
    private final Passes passes;
    private final List<String> trace = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Picture before;
    private long writes;

    Chain(String surge, String unavailable, long seed) {
      this.surge = surge;
      this.unavailable = unavailable;
      this.seed = seed;
      this.random = new Random(seed);
      this.world =
          new SimulatedWorld(
              1 + random.nextInt(12),
              "{maxSurge: %s, maxUnavailable: %s, steps: [{setWeight: %d}, {pause: {}}, {setWeight: %d}, {pause: {duration: 10s}}]}"
                  .formatted(surge, unavailable, random.nextInt(101), random.nextInt(101)));
      this.users = new Users(world);
      this.passes = new Passes(world, this, _ -> {});
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
        String way =
            String.join("\n    ", trace.subList(Math.max(0, trace.size() - 16), trace.size()));
        problems.add(
            "seed %d, surge %s, unavailable %s: %s%n    %s"
                .formatted(seed, surge, unavailable, broken, way));
      }
      return writes;
    }

    private void moment() {
      int what = random.nextInt(100);
      if (what < 40) {
        passes.once();
      } else if (what < 46) {
        passes.once(world.look(), random.nextInt(3));
      } else if (what < 58) {
        world.podsFollow();
      } else if (what < 80) {
        world.podServes(anyReplicaSet());
      } else if (what < 84) {
        did("pod lost", world.podIsLost(anyReplicaSet()));
      } else if (what < 88) {
        world.advance(Duration.ofSeconds(1 + random.nextInt(20)));
      } else {
        user(random.nextInt(16));
      }
    }

    private void user(int what) {
      switch (what) {
        case 0, 1, 2, 3 -> did("new image", users::setImage, 1 + random.nextInt(4));
        case 4, 5 -> did("abort", users::abort);
        case 6, 7 -> did("retry", users::retry);
        case 8, 9, 10 -> did("promote", users::promote);
        case 11 -> did("promote full", users::promoteFull);
        case 12 -> did("pause", users::pause);
        case 13 -> did("unpause", users::unpause);
        default -> did("scale", users::scale, random.nextInt(13));
      }
    }

    private void did(String what, IntConsumer act, int number) {
      trace.add(what + " " + number);
      act.accept(number);
    }

    private void did(String what, Runnable act) {
      trace.add(what);
      act.run();
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
      users.unpause();
      passes.settleFor(Duration.ofMinutes(2));
      for (int i = 0; i < 8 && !world.status().phase().equals("Healthy"); i++) {
        if (world.status().abort()) {
          users.retry();
        } else {
          users.promote();
        }
        passes.settleFor(Duration.ofMinutes(2));
      }
      Picture picture = Picture.of(world);
      assertThat(world.status().phase())
          .as("phase in the end: %s, %s", world.status().message(), picture)
          .isEqualTo("Healthy");
      assertThat(picture.wanted(world.hash()))
          .as("pods of the revision")
          .isEqualTo(world.replicas());
      assertThat(picture.totalWanted()).as("pods").isEqualTo(world.replicas());
      assertThat(passes.once().changed()).as("writes at rest").isFalse();
    }

    @Override
    public void before(SimulatedWorld.Seen seen, Action action) {
      before = Picture.of(world);
    }

    @Override
    public void after(SimulatedWorld.Seen seen, Action action) {
      writes++;
      Picture after = Picture.of(world);
      trace.add(
          action.describe() + " -> wanted " + after.wanted() + " available " + after.available());
      BasicPods rule = new BasicPods(after.replicas(), surge, unavailable);
      broken.addAll(rule.broken(seen.snapshot(), before, action, after));
    }
  }
}
