package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.plan.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
      writes += new Chain(surge, unavailable, SEED + i).run(MOMENTS, problems);
    }
    System.out.printf(
        "seeds %d to %d: %d writes checked for surge %s, unavailable %s%n",
        SEED, SEED + CHAINS - 1, writes, surge, unavailable);
    assertThat(writes).isGreaterThan(CHAINS * 10L);
    assertThat(problems.stream().limit(6)).isEmpty();
  }

  /** One chain. */
  private static final class Chain extends RandomChain {

    private static final int MOST_REPLICAS = 12;

    private final String surge;
    private final String unavailable;

    Chain(String surge, String unavailable, long seed) {
      this(surge, unavailable, seed, new Random(seed));
    }

    private Chain(String surge, String unavailable, long seed, Random random) {
      super(
          "seed %d, surge %s, unavailable %s".formatted(seed, surge, unavailable),
          random,
          new SimulatedWorld(
              1 + random.nextInt(MOST_REPLICAS),
              "{maxSurge: %s, maxUnavailable: %s, steps: [{setWeight: %d}, {pause: {}}, {setWeight: %d}, {pause: {duration: 10s}}]}"
                  .formatted(surge, unavailable, random.nextInt(101), random.nextInt(101))));
      this.surge = surge;
      this.unavailable = unavailable;
    }

    @Override
    void moment() {
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
        world.clock().advance(Duration.ofSeconds(1 + random.nextInt(20)));
      } else {
        user(MOST_REPLICAS);
      }
    }

    @Override
    List<String> broken(SimulatedWorld.Seen seen, Picture before, Action action, Picture after) {
      return new BasicPods(after.replicas(), surge, unavailable)
          .broken(seen.snapshot(), before, action, after);
    }

    @Override
    void ended(Picture picture) {
      assertThat(picture.wanted(world.hash()))
          .as("pods of the revision")
          .isEqualTo(world.replicas());
      assertThat(picture.totalWanted()).as("pods").isEqualTo(world.replicas());
    }
  }
}
