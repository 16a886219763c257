package io.rolloutoperator.kube.lease;

import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.fence.LeaseTiming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process: its clocks, its network, its fence, its election. Only the server is shared. */
final class Contender {
  /** What a step of time is here. */
  static final Duration TICK = Duration.ofMillis(100);

  final FakeClock clock = new FakeClock();
  final FakeLeaseServer.Client network;
  final LeaseFence fence = LeaseFence.closed(LeaseTiming.DEFAULT, clock);
  final List<String> told = new ArrayList<>();
  final Election election;
  private long nextStep;
  boolean stopped;

  Contender(String identity, FakeLeaseServer server) {
    network = server.new Client(clock);
    ElectionListener listener =
        new ElectionListener() {
          @Override
          public void elected(LeaseFence.Term term) {
            told.add("elected " + term.transitions());
          }

          @Override
          public void lost(String why) {
            told.add("lost");
          }
        };
    election =
        new Election(new Candidacy(identity, LeaseTiming.DEFAULT), network, fence, clock, listener);
    nextStep = clock.nanoTime();
  }

  /** Runs the election's thread for one tick of its clock. */
  void tick() {
    clock.advance(TICK);
    if (!stopped && clock.nanoTime() - nextStep >= 0 && !election.ended()) {
      Duration pause = election.step();
      nextStep = clock.nanoTime() + pause.toNanos();
    }
  }

  boolean writes() {
    return fence.mayWrite();
  }

  /** Lets time pass for all until one writes, five minutes at most; how long that took. */
  static Duration untilWrites(Contender process, Contender... others) {
    Duration passed = Duration.ZERO;
    while (!process.writes() && passed.compareTo(Duration.ofMinutes(5)) < 0) {
      process.tick();
      for (Contender other : others) {
        other.tick();
      }
      passed = passed.plus(TICK);
    }
    return passed;
  }

  /** Lets time pass for all. */
  static void run(Duration time, Contender... processes) {
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
      for (Contender process : processes) {
        process.tick();
      }
    }
  }
}
