package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.plan.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * A chain of random moments in a simulated world, the same for the same seed, and then an end that
 * people can bring about. What happens in a moment and which rule each write keeps is said by
 * subclasses.
 */
abstract class RandomChain implements Passes.Witness {

  private static final Duration UNTIL_REST = Duration.ofMinutes(2);
  private static final int COMMANDS_TO_THE_END = 8;
  private static final int SHOWN = 16;

  final Random random;
  final SimulatedWorld world;
  final Passes passes;

  /** What happened; it becomes text only if something went wrong. */
  final List<Object> trace = new ArrayList<>();

  private final String name;
  private final Users users;
  private final List<String> broken = new ArrayList<>();
  private Picture before;
  private long writes;

  /**
   * At the beginning, before the first deployment.
   *
   * @param name of the chain in a problem's text; its seed at least
   */
  RandomChain(String name, Random random, SimulatedWorld world) {
    this.name = name;
    this.random = random;
    this.world = world;
    this.users = new Users(world);
    this.passes = new Passes(world, this, this::passed);
    this.before = Picture.of(world);
  }

  /** Something happens, or nothing. */
  abstract void moment();

  /** Which rules a write broke. */
  abstract List<String> broken(
      SimulatedWorld.Seen seen, Picture before, Action action, Picture after);

  /** A pass is over. */
  void passed(Passes.Pass pass) {}

  /** What else must hold when the update is at its end. */
  void ended(Picture picture) {}

  /**
   * Runs the chain and adds what went wrong to the problems.
   *
   * @return how many writes were judged
   */
  final long run(int moments, List<String> problems) {
    try {
      passes.settle();
      for (int i = 0; i < moments && broken.isEmpty(); i++) {
        moment();
      }
      if (broken.isEmpty()) {
        end();
      }
    } catch (AssertionError | RuntimeException failed) {
      broken.add(failed.toString());
    }
    if (!broken.isEmpty()) {
      List<String> way =
          trace.subList(Math.max(0, trace.size() - SHOWN), trace.size()).stream()
              .map(Object::toString)
              .toList();
      problems.add("%s: %s%n    %s".formatted(name, broken, String.join("\n    ", way)));
    }
    return writes;
  }

  /** A user gives one of the commands, those of every day more often. */
  final void user(int mostReplicas) {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> did("new image", users::setImage, 1 + random.nextInt(4));
      case 4, 5 -> did("abort", users::abort);
      case 6, 7 -> did("retry", users::retry);
      case 8, 9, 10 -> did("promote", users::promote);
      case 11 -> did("promote full", users::promoteFull);
      case 12 -> did("pause", users::pause);
      case 13 -> did("unpause", users::unpause);
      default -> did("scale", users::scale, random.nextInt(mostReplicas + 1));
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

  /** Notes what happened, if it changed anything. */
  final void did(String what, boolean changed) {
    if (changed) {
      trace.add(what);
    }
  }

  final SimulatedReplicaSet anyReplicaSet() {
    return world.replicaSets().get(random.nextInt(world.replicaSets().size()));
  }

  /** Faults are over: it rests, and people can finish the update. */
  private void end() {
    trace.add("faults over");
    users.unpause();
    passes.settleFor(UNTIL_REST);
    for (int i = 0; i < COMMANDS_TO_THE_END && !world.status().phase().equals("Healthy"); i++) {
      if (world.status().abort()) {
        users.retry();
      } else {
        users.promote();
      }
      passes.settleFor(UNTIL_REST);
    }
    Picture picture = Picture.of(world);
    assertThat(world.status().phase())
        .as("phase in the end: %s, %s", world.status().message(), picture)
        .isEqualTo("Healthy");
    ended(picture);
    assertThat(passes.once().changed()).as("writes at rest").isFalse();
  }

  @Override
  public final void before(SimulatedWorld.Seen seen, Action action) {
    before = Picture.of(world);
  }

  @Override
  public final void after(SimulatedWorld.Seen seen, Action action) {
    writes++;
    Picture after = Picture.of(world);
    trace.add(new CheckedWrite(action, after));
    broken.addAll(broken(seen, before, action, after));
  }
}
