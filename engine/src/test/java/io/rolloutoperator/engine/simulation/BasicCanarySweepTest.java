package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Updates without a router, for every size and weight: no write takes more pods away or makes more
 * than the limits allow, a step ends with the pods nearest to its weight, and the end is Healthy
 * and at rest.
 *
 * <p>Each weight is tried with a fifth of the pairs of limits, and each pair with every fifth
 * weight; {@code -Dsweep=all} tries all of them with each other, which takes a minute.
 */
class BasicCanarySweepTest {

  private static final int LARGEST = 20;
  private static final List<String> LIMITS = List.of("0", "1", "25%", "100%");
  private static final long SEED = Long.getLong("seed", 20260101L);
  private static final int BY_CHANCE = Integer.getInteger("chains", 500);
  private static final int PER_WORLD = 15;
  private static final int STRIDE = 5;
  private static final boolean ALL = System.getProperty("sweep", "").equals("all");

  private final List<String> problems = new ArrayList<>();
  private int updates;
  private long writes;

  @Test
  void everySizeAndWeight() {
    for (int replicas = 0; replicas <= LARGEST; replicas++) {
      int pair = 0;
      for (String surge : LIMITS) {
        for (String unavailable : LIMITS) {
          if (!surge.equals("0") || !unavailable.equals("0")) {
            weights(new BasicPods(replicas, surge, unavailable), pair++);
          }
        }
      }
    }
    int product = (LARGEST + 1) * 101 * 15;
    print("every size and weight, " + updates + " of the product's " + product);
    assertThat(updates).isEqualTo(ALL ? product : (LARGEST + 1) * 101 * 15 / STRIDE);
    assertThat(problems.stream().limit(6)).isEmpty();
  }

  /** Many updates follow each other in a world; after a problem the next begins in a new one. */
  private void weights(BasicPods pods, int pair) {
    CheckedUpdates running = deployed(pods, Optional.empty());
    int inThisWorld = 0;
    for (int weight = ALL ? 0 : pair % STRIDE; weight <= 100; weight += ALL ? 1 : STRIDE) {
      boolean failed = update(running, pods, weight);
      if (failed || ++inThisWorld == PER_WORLD) {
        writes += running.writes();
        running = deployed(pods, Optional.empty());
        inThisWorld = 0;
      }
    }
    writes += running.writes();
  }

  private boolean update(CheckedUpdates running, BasicPods pods, int weight) {
    running.release(weight);
    running.settle();
    atStep(running, pods, weight);
    running.users().promote();
    running.settle();
    done(running, pods);
    return ended(running, pods + " weight " + weight);
  }

  @Test
  void podsControllersAndPassesInAnyOrder() {
    for (int i = 0; i < BY_CHANCE; i++) {
      Random random = new Random(SEED + i);
      BasicPods pods = anyPods(random);
      int[] weights = random.ints(3, 0, 101).toArray();
      CheckedUpdates running = deployed(pods, Optional.of(random));
      running.release(weights);
      for (int weight : weights) {
        running.settle();
        atStep(running, pods, weight);
        running.users().promote();
      }
      running.settle();
      done(running, pods);
      ended(running, "seed " + (SEED + i) + " " + pods + " weights " + Arrays.toString(weights));
      writes += running.writes();
    }
    print("seeds " + SEED + " to " + (SEED + BY_CHANCE - 1) + ", three weights each");
    assertThat(problems.stream().limit(6)).isEmpty();
  }

  @Test
  void bothLimitsZeroAreRefused() {
    CheckedUpdates running = deployed(new BasicPods(3, "0", "0"), Optional.empty());

    assertThat(running.world().status().message())
        .isEqualTo(
            "InvalidSpec: The Rollout \"web\" is invalid: spec.strategy.maxSurge: Invalid value: 0: MaxSurge and MaxUnavailable both can not be zero");
    assertThat(running.writes()).isZero();
  }

  private static BasicPods anyPods(Random random) {
    String surge = LIMITS.get(random.nextInt(LIMITS.size()));
    String unavailable = LIMITS.get(random.nextInt(LIMITS.size()));
    return new BasicPods(
        random.nextInt(LARGEST + 1),
        surge.equals("0") && unavailable.equals("0") ? "1" : surge,
        unavailable);
  }

  private static CheckedUpdates deployed(BasicPods pods, Optional<Random> random) {
    SimulatedWorld world =
        new SimulatedWorld(
            pods.replicas(),
            "{maxSurge: %s, maxUnavailable: %s}".formatted(pods.maxSurge(), pods.maxUnavailable()));
    world.edit(spec -> spec.put("revisionHistoryLimit", 0));
    CheckedUpdates updates =
        random
            .map(by -> CheckedUpdates.byChance(world, pods, by))
            .orElseGet(() -> CheckedUpdates.orderly(world, pods));
    updates.settle();
    return updates;
  }

  /** The step's pods are there and the update waits for a person. */
  private static void atStep(CheckedUpdates running, BasicPods pods, int weight) {
    Picture picture = Picture.of(running.world());
    String hash = running.world().hash();
    BasicPods.Counts wanted = pods.at(weight);
    int canary = picture.available(hash);
    int stable = picture.totalAvailable() - canary;
    running.expect(
        canary == wanted.canary() && stable == wanted.stable(),
        "weight %d ends with %d stable and %d canary pods instead of %s"
            .formatted(weight, stable, canary, wanted));
    running.expect(
        picture.totalWanted() == wanted.stable() + wanted.canary(), "pods wanted at the step");
    running.expect(running.world().status().phase().equals("Paused"), "not Paused at the step");
  }

  private static void done(CheckedUpdates running, BasicPods pods) {
    Picture picture = Picture.of(running.world());
    String hash = running.world().hash();
    running.expect(running.world().status().phase().equals("Healthy"), "not Healthy in the end");
    running.expect(
        picture.wanted(hash) == pods.replicas() && picture.totalWanted() == pods.replicas(),
        "pods wanted in the end");
    running.expect(running.rests(), "does not rest");
  }

  /** Counts the update; true if something went wrong. */
  private boolean ended(CheckedUpdates running, String about) {
    updates++;
    running.problem().ifPresent(text -> problems.add(about + ": " + text));
    return running.problem().isPresent();
  }

  private void print(String about) {
    System.out.printf("basic canary, %s: %d updates, %d writes checked%n", about, updates, writes);
  }
}
