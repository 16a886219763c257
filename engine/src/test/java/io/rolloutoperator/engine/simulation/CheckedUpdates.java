package io.rolloutoperator.engine.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.ApplyTraffic;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Updates of one Rollout, one after the other, through the whole loop: look, plan, act, project.
 * Each write is checked, and the trace of the present update tells how it came about.
 */
final class CheckedUpdates implements Passes.Witness {

  /** More moments than this without rest are a loop that never ends. */
  private static final int MOST = 5000;

  /** What no write may do. */
  interface Rule {
    /** Which rules the write broke, each with its figures. */
    List<String> broken(Snapshot seen, Picture before, Action write, Picture after);
  }

  private final SimulatedWorld world;
  private final Users users;
  private final Rule rule;
  private final Passes passes;
  private final @Nullable Random random;
  private final List<CheckedWrite> trace = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private Picture before;
  private int image = 1;
  private long writes;
  private boolean routesWritten;

  private CheckedUpdates(SimulatedWorld world, Rule rule, @Nullable Random random) {
    this.world = world;
    this.users = new Users(world);
    this.rule = rule;
    this.random = random;
    this.passes = new Passes(world, this, _ -> {});
    this.before = Picture.of(world);
  }

  /**
   * Pods serve one after the other, oldest revision first, each as soon as nothing else happens.
   */
  static CheckedUpdates orderly(SimulatedWorld world, Rule rule) {
    return new CheckedUpdates(world, rule, null);
  }

  /**
   * Passes, the ReplicaSet controller, the Gateway and pods of any revision take turns by chance.
   */
  static CheckedUpdates byChance(SimulatedWorld world, Rule rule, Random random) {
    return new CheckedUpdates(world, rule, random);
  }

  SimulatedWorld world() {
    return world;
  }

  Users users() {
    return users;
  }

  /** Writes that were checked so far. */
  long writes() {
    return writes;
  }

  /** A new revision that waits for a person at each of these weights, in one change of the spec. */
  void release(int... weights) {
    JsonNode steps = steps(weights);
    trace.clear();
    image++;
    world.edit(
        spec -> {
          ((ObjectNode) spec.path("strategy").path("canary")).set("steps", steps);
          ObjectNode container =
              (ObjectNode) spec.path("template").path("spec").path("containers").get(0);
          container.put("image", "web:" + image);
          return spec;
        });
  }

  private static JsonNode steps(int... weights) {
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    for (int weight : weights) {
      steps.addObject().put("setWeight", weight);
      steps.addObject().putObject("pause");
    }
    return steps;
  }

  /** Lets everything happen that needs no time. */
  void settle() {
    for (int i = 0; i < MOST; i++) {
      if (random != null) {
        chance(random);
      }
      if (!moves() || !broken.isEmpty()) {
        return;
      }
    }
    throw new AssertionError("never rests");
  }

  /**
   * The next thing that is due; false at rest. A pass whose writes wake nobody is repeated when
   * nothing else happens.
   */
  private boolean moves() {
    Passes.Pass pass = passes.once();
    return pass.woken()
        || world.podsFollow()
        || gatewayConfirms()
        || onePodServes()
        || pass.changed();
  }

  private void chance(Random by) {
    switch (by.nextInt(4)) {
      case 0 -> world.podsFollow();
      case 1 -> gatewayConfirms();
      case 2 -> {
        List<SimulatedReplicaSet> all = world.replicaSets();
        if (!all.isEmpty()) {
          world.podServes(all.get(by.nextInt(all.size())));
        }
      }
      default -> {
        // The pass comes first this time.
      }
    }
  }

  private boolean gatewayConfirms() {
    boolean confirms = routesWritten && world.routes().confirm();
    routesWritten = false;
    return confirms;
  }

  private boolean onePodServes() {
    return world.replicaSets().reversed().stream().anyMatch(world::podServes);
  }

  /** Whether a pass wants nothing. */
  boolean rests() {
    Passes.Pass pass = passes.once();
    return !pass.changed() && pass.plan().actions().isEmpty() && pass.events().isEmpty();
  }

  void expect(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  /** What went wrong in the present update with the way to it, if anything did. */
  Optional<String> problem() {
    return broken.isEmpty()
        ? Optional.empty()
        : Optional.of(
            broken
                + "\n    status "
                + world.status().phase()
                + " "
                + world.status().message()
                + ", step "
                + world.status().currentStepIndex()
                + "\n    "
                + String.join("\n    ", trace.stream().map(CheckedWrite::toString).toList()));
  }

  @Override
  public void before(SimulatedWorld.Seen seen, Action action) {
    before = Picture.of(world);
  }

  @Override
  public void after(SimulatedWorld.Seen seen, Action action) {
    writes++;
    routesWritten |= action instanceof ApplyTraffic;
    Picture after = Picture.of(world);
    trace.add(new CheckedWrite(action, after));
    broken.addAll(rule.broken(seen.snapshot(), before, action, after));
  }
}
