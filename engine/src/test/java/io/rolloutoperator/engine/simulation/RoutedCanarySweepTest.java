package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.ScaleReplicaSet;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Updates behind a Gateway, for every size and weight: no write breaks a rule of {@link
 * Invariants}, a step ends with its weight at the route and the pods for it, and the end is Healthy
 * and at rest. With a stable side that shrinks, each size is tried with every third weight; {@code
 * -Dsweep=all} tries all.
 */
class RoutedCanarySweepTest {

  private static final int LARGEST = 20;
  private static final int STRIDE = 3;
  private static final Duration SCALE_DOWN_DELAY = Duration.ofSeconds(30);
  private static final long SEED = Long.getLong("seed", 20260101L);
  private static final int BY_CHANCE = Integer.getInteger("chains", 150);
  private static final boolean ALL = System.getProperty("sweep", "").equals("all");

  private final List<String> problems = new ArrayList<>();
  private int updates;
  private long writes;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everySizeAndWeight(boolean dynamicStableScale) {
    for (int replicas = 0; replicas <= LARGEST; replicas++) {
      everyWeight(replicas, dynamicStableScale);
    }
    print("dynamicStableScale " + dynamicStableScale + ", every size and weight");
    assertThat(updates).isEqualTo(21 * 101 / (dynamicStableScale && !ALL ? STRIDE : 1));
    assertThat(problems.stream().limit(6)).isEmpty();
  }

  /** One world for all weights; a new one after a problem. */
  private void everyWeight(int replicas, boolean dynamic) {
    CheckedUpdates running = deployed(replicas, dynamic, Optional.empty());
    int stride = dynamic && !ALL ? STRIDE : 1;
    for (int weight = replicas % stride; weight <= 100; weight += stride) {
      running.release(weight);
      running.settle();
      atStep(running, replicas, weight, dynamic);
      running.users().promote();
      done(running, replicas);
      if (ended(
          running, "%d replicas, dynamic %s, weight %d".formatted(replicas, dynamic, weight))) {
        writes += running.writes();
        running = deployed(replicas, dynamic, Optional.empty());
      }
    }
    writes += running.writes();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void podsControllersGatewayAndPassesInAnyOrder(boolean dynamic) {
    for (int i = 0; i < BY_CHANCE; i++) {
      Random random = new Random(SEED + i);
      int replicas = random.nextInt(LARGEST + 1);
      int[] weights = random.ints(3, 0, 101).toArray();
      CheckedUpdates running = deployed(replicas, dynamic, Optional.of(random));
      running.release(weights);
      for (int weight : weights) {
        running.settle();
        atStep(running, replicas, weight, dynamic);
        running.users().promote();
      }
      done(running, replicas);
      ended(
          running,
          "seed %d, %d replicas, dynamic %s, weights %s"
              .formatted(SEED + i, replicas, dynamic, Arrays.toString(weights)));
      writes += running.writes();
    }
    print("dynamicStableScale " + dynamic + ", seeds " + SEED + " to " + (SEED + BY_CHANCE - 1));
    assertThat(problems.stream().limit(6)).isEmpty();
  }

  @Test
  void aBrokenRuleIsNoticed() {
    CheckedUpdates running = deployed(4, false, Optional.empty());
    running.release(50);
    running.settle();
    Snapshot seen = running.world().look().snapshot();
    Picture before = Picture.of(running.world());
    Action write = new ScaleReplicaSet("web-x", 0, 4, null);
    Picture after =
        new Picture(4, Map.of(), Map.of(), before.selected(), before.weights(), before.served());

    assertThat(broken(seen, before, write, before)).isEmpty();
    assertThat(broken(seen, before, write, after))
        .anySatisfy(text -> assertThat(text).startsWith("T4"));
  }

  private static CheckedUpdates deployed(int replicas, boolean dynamic, Optional<Random> random) {
    SimulatedWorld world =
        new SimulatedWorld(replicas, "{" + Story.ROUTED + ", dynamicStableScale: " + dynamic + "}")
            .withService("web-canary")
            .withService("web-stable")
            .withRoute("web");
    world.edit(spec -> spec.put("revisionHistoryLimit", 0));
    CheckedUpdates updates =
        random
            .map(by -> CheckedUpdates.byChance(world, RoutedCanarySweepTest::broken, by))
            .orElseGet(() -> CheckedUpdates.orderly(world, RoutedCanarySweepTest::broken));
    updates.settle();
    return updates;
  }

  private static void atStep(CheckedUpdates running, int replicas, int weight, boolean dynamic) {
    Picture picture = Picture.of(running.world());
    int canary = share(replicas, weight);
    int stable = dynamic ? share(replicas, 100 - weight) : replicas;
    String hash = running.world().hash();
    int served = picture.available(hash);
    int stableServed = picture.totalAvailable() - served;
    running.expect(
        served == canary && stableServed == stable,
        "weight %d ends with %d stable and %d canary pods instead of %d and %d"
            .formatted(weight, stableServed, served, stable, canary));
    int given = picture.weight("web-canary");
    int wanted = replicas == 0 ? 0 : weight;
    running.expect(given == wanted, "weight %d at the route, not %d".formatted(given, wanted));
    running.expect(running.world().status().phase().equals("Paused"), "not Paused at the step");
  }

  private static int share(int replicas, int weight) {
    return (replicas * weight + 99) / 100;
  }

  /** The old pods go after the delay, and then nothing is left to do. */
  private static void done(CheckedUpdates running, int replicas) {
    running.settle();
    running.world().clock().advance(SCALE_DOWN_DELAY);
    running.settle();
    Picture picture = Picture.of(running.world());
    String hash = running.world().hash();
    boolean promoted = running.world().status().phase().equals("Healthy");
    running.expect(promoted, "not Healthy in the end");
    running.expect(
        picture.wanted(hash) == replicas && picture.totalWanted() == replicas,
        "pods wanted in the end");
    running.expect(picture.weight("web-canary") == 0, "the canary Service has traffic in the end");
    running.expect(running.rests(), "does not rest");
  }

  /** Counts the update; true if something went wrong. */
  private boolean ended(CheckedUpdates running, String about) {
    updates++;
    running.problem().ifPresent(text -> problems.add(about + ": " + text));
    return running.problem().isPresent();
  }

  private void print(String about) {
    System.out.printf("routed canary, %s: %d updates, %d writes checked%n", about, updates, writes);
  }

  /** T1 to T7, C1, and C3: two full sides at most. */
  private static List<String> broken(Snapshot seen, Picture before, Action write, Picture after) {
    List<String> broken = new ArrayList<>(Invariants.broken(seen, before, write, after));
    int most = 2 * after.replicas();
    if (after.totalWanted() > Math.max(most, before.totalWanted())) {
      broken.add(
          "C3 %d pods above %d by %s".formatted(after.totalWanted(), most, write.describe()));
    }
    return broken;
  }
}
