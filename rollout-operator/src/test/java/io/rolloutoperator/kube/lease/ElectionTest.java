package io.rolloutoperator.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.fence.LeaseTiming;
import io.rolloutoperator.kube.fence.WritePermit;
import io.rolloutoperator.kube.lease.FakeLeaseServer.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules of the lease on fake clocks. Every process has clocks of its own; only the server is
 * shared.
 */
class ElectionTest {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final List<Network> TROUBLES = List.of(Network.values());

  /** A process: its clocks, its network, its fence, its election. */
  private static final class Contender {
    final FakeClock clock = new FakeClock();
    final FakeLeaseServer.Client network;
    final LeaseFence fence = LeaseFence.closed(LeaseTiming.DEFAULT, clock);
    final List<String> told = new ArrayList<>();
    final Election election;
    private long nextStep;
    private boolean stopped;

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
          new Election(
              new Candidacy(identity, LeaseTiming.DEFAULT), network, fence, clock, listener);
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
  }

  private final FakeLeaseServer server = new FakeLeaseServer();
  private final Contender a = new Contender("a", server);
  private final Contender b = new Contender("b", server);

  private static Duration untilWrites(Contender process, Contender... others) {
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

  private void run(Duration time, Contender... processes) {
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
      for (Contender process : processes) {
        process.tick();
      }
    }
  }

  @Test
  void theFirstProcessLeadsAtOnce() {
    assertThat(untilWrites(a)).isEqualTo(TICK);
    assertThat(a.told).containsExactly("elected 0");
    assertThat(server.lease()).isNotNull().extracting(LeaseRecord::holder).isEqualTo("a");
  }

  @Test
  void aLeaderRenewsEveryTwoSecondsWithOneRequest() {
    untilWrites(a);
    int before = a.network.requests;

    run(Duration.ofSeconds(60), a);

    assertThat(a.network.requests - before).isBetween(29, 31);
    assertThat(a.told).containsExactly("elected 0");
  }

  @Test
  void aStandbyWaitsForTheWholeLeaseOfAKilledLeader() {
    untilWrites(a, b);
    run(Duration.ofSeconds(10), a, b);
    a.stopped = true;

    Duration waited = untilWrites(b, a);

    // At most one look late: 15 s after it saw the last renewal.
    assertThat(waited).isBetween(Duration.ofSeconds(13), Duration.ofMillis(15_200));
    assertThat(a.writes()).isFalse();
    assertThat(b.told).containsExactly("elected 1");
  }

  @Test
  void aNewProcessWaitsForTheWholeLeaseThatItFinds() {
    Instant hoursAgo = b.clock.now().minusSeconds(36_000);
    server.set(new LeaseRecord("gone", Duration.ofSeconds(15), hoursAgo, hoursAgo, 4));

    assertThat(untilWrites(b)).isBetween(Duration.ofSeconds(15), Duration.ofMillis(15_200));
    assertThat(b.told).containsExactly("elected 5");
  }

  @ParameterizedTest(name = "the lease found lasts {0} s")
  @CsvSource({"1, 1", "15, 15", "60, 60", "0, 15", "-5, 15"})
  void theHoldersOwnDurationCounts(long stated, long waited) {
    server.set(new LeaseRecord("gone", Duration.ofSeconds(stated), null, null, 0));

    assertThat(untilWrites(b))
        .isBetween(Duration.ofSeconds(waited), Duration.ofSeconds(waited).plusMillis(200));
  }

  @Test
  void aReleasedLeaseIsTakenAtTheNextLook() {
    untilWrites(a);
    run(Duration.ofSeconds(5), a, b);

    assertThat(a.election.release()).isTrue();

    assertThat(a.writes()).isFalse();
    assertThat(untilWrites(b)).isLessThanOrEqualTo(Duration.ofMillis(2_100));
    assertThat(b.told).containsExactly("elected 1");
    assertThat(a.told).as("a release is no loss").containsExactly("elected 0");
  }

  @Test
  void aLeaseReleasedBeforeIsTakenAtOnce() {
    server.set(new LeaseRecord("", Duration.ofSeconds(1), null, null, 9));

    assertThat(untilWrites(b)).isEqualTo(TICK);
    assertThat(b.told).containsExactly("elected 10");
  }

  @Test
  void aReleaseSucceedsAlthoughTheLastRenewalsAnswerWasLost() {
    untilWrites(a);
    a.network.network = Network.ANSWERS_LOST;
    run(Duration.ofSeconds(2), a);
    a.network.network = Network.FINE;

    assertThat(a.election.release()).isTrue();
    assertThat(server.lease()).isNotNull().extracting(LeaseRecord::holder).isEqualTo("");
  }

  @ParameterizedTest
  @EnumSource(
      value = Network.class,
      names = {"HALF_OPEN", "ANSWERS_LOST", "REFUSED", "FORBIDDEN"})
  void aLeaderCutOffStopsWritingBeforeAnotherStarts(Network trouble) {
    untilWrites(a, b);
    run(Duration.ofSeconds(7), a, b);
    a.network.network = trouble;

    // A request that times out lets only the leader's own clock move on; b follows it here.
    Duration aStopped = Duration.ZERO;
    Duration passed = Duration.ZERO;
    while (!b.writes() && passed.compareTo(Duration.ofSeconds(60)) < 0) {
      long before = a.clock.nanoTime();
      a.tick();
      Duration moved = Duration.ofNanos(a.clock.nanoTime() - before);
      for (Duration step = Duration.ZERO; step.compareTo(moved) < 0; step = step.plus(TICK)) {
        b.tick();
      }
      passed = passed.plus(moved);
      assertThat(a.writes() && b.writes()).as("two writers after %s", passed).isFalse();
      if (a.writes()) {
        aStopped = passed;
      }
    }

    assertThat(b.writes()).isTrue();
    assertThat(aStopped).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(a.told).containsExactly("elected 0", "lost");
  }

  @Test
  void aTroubleShorterThanTheDeadlineIsSurvived() {
    untilWrites(a);
    a.network.network = Network.REFUSED;
    run(Duration.ofSeconds(8), a);
    assertThat(a.writes()).isTrue();
    a.network.network = Network.FINE;

    run(Duration.ofSeconds(30), a);

    assertThat(a.writes()).isTrue();
    assertThat(a.told).containsExactly("elected 0");
  }

  @Test
  void aLostAnswerToTheAcquisitionIsRecovered() {
    a.network.network = Network.ANSWERS_LOST;
    run(Duration.ofSeconds(1), a);
    // The read was lost; the create has not happened. Let the read through and lose the create.
    a.network.network = Network.FINE;
    a.election.step();
    assertThat(a.writes()).isTrue();

    Contender c = new Contender("c", server);
    server.set(new LeaseRecord("c", Duration.ofSeconds(15), c.clock.now(), c.clock.now(), 3));
    assertThat(untilWrites(c)).as("its own request of before took the lease").isEqualTo(TICK);
    assertThat(c.told).containsExactly("elected 3");
  }

  @Test
  void somebodyElsesWriteIsNoticedAndEndsTheTermAtOnce() {
    untilWrites(a);
    server.set(new LeaseRecord("thief", Duration.ofSeconds(15), a.clock.now(), a.clock.now(), 1));

    run(Duration.ofSeconds(3), a);

    assertThat(a.writes()).isFalse();
    assertThat(a.told).containsExactly("elected 0", "lost");
  }

  @Test
  void foreignMetadataOnTheLeaseDisturbsNobody() {
    untilWrites(a);
    LeaseRecord own = server.lease();
    assertThat(own).isNotNull();
    server.set(own); // a new resourceVersion, the same record

    run(Duration.ofSeconds(20), a);

    assertThat(a.writes()).isTrue();
    assertThat(a.told).containsExactly("elected 0");
  }

  @Test
  void aLeaseDeletedUnderItsHolderIsMadeAnewInTheSameTerm() {
    server.set(new LeaseRecord("", Duration.ofSeconds(1), null, null, 6));
    untilWrites(a);
    server.delete();

    run(Duration.ofSeconds(5), a);

    assertThat(a.writes()).isTrue();
    assertThat(server.lease()).isNotNull().extracting(LeaseRecord::transitions).isEqualTo(7);
  }

  @Test
  void aStandbyDoesNotTakeADeletionForARelease() {
    untilWrites(a, b);
    run(Duration.ofSeconds(5), a, b);
    a.network.network = Network.REFUSED;
    server.delete();

    boolean both = false;
    Duration waited = Duration.ZERO;
    while (!b.writes()) {
      a.tick();
      b.tick();
      both |= a.writes() && b.writes();
      waited = waited.plus(TICK);
    }

    assertThat(both).isFalse();
    assertThat(waited).isGreaterThan(Duration.ofSeconds(12));
    assertThat(b.told).containsExactly("elected 1");
  }

  @ParameterizedTest(name = "the remote clock is off by {0} s")
  @ValueSource(longs = {-86_400, -300, -30, 30, 300, 86_400})
  void skewedClocksMakeNoSecondLeader(long skew) {
    b.clock.jumpWall(Duration.ofSeconds(skew));
    untilWrites(a, b);

    for (int i = 0; i < 600; i++) {
      a.tick();
      b.tick();
      assertThat(b.writes()).isFalse();
    }
    assertThat(a.writes()).isTrue();
    assertThat(b.told).isEmpty();
  }

  @Test
  void aStandbysClockJumpMakesNoSecondLeader() {
    untilWrites(a, b);
    for (int i = 0; i < 600; i++) {
      if (i == 200) {
        b.clock.jumpWall(Duration.ofHours(2));
      }
      if (i == 400) {
        b.clock.jumpWall(Duration.ofHours(-3));
      }
      a.tick();
      b.tick();
      assertThat(b.writes()).isFalse();
    }
  }

  @Test
  void aStoppedLeaderDoesNotWriteWhenItWakesUp() {
    untilWrites(a, b);
    run(Duration.ofSeconds(5), a, b);
    a.clock.advance(Duration.ofSeconds(20)); // SIGSTOP: its clocks go on, its threads do not
    untilWrites(b);

    assertThat(a.writes()).isFalse();
    a.tick();
    assertThat(a.writes()).isFalse();
    assertThat(a.told).containsExactly("elected 0", "lost");
  }

  @Test
  void aSuspendedLeaderDoesNotWriteWhenItsMonotonicClockStoodStill() {
    untilWrites(a, b);
    run(Duration.ofSeconds(5), a, b);
    a.clock.jumpWall(Duration.ofSeconds(60));
    untilWrites(b);

    assertThat(a.writes()).isFalse();
    run(Duration.ofSeconds(4), a, b);
    assertThat(a.writes()).isFalse();
    assertThat(a.told).containsExactly("elected 0", "lost");
    assertThat(b.writes()).isTrue();
  }

  @Test
  void termsGrowWithEveryChangeOfHolder() {
    untilWrites(a, b);
    a.election.release();
    untilWrites(b);
    b.election.release();
    Contender c = new Contender("c", server);
    untilWrites(c);

    assertThat(c.fence.permit())
        .isInstanceOfSatisfying(
            WritePermit.Granted.class, permit -> assertThat(permit.epoch()).isEqualTo("2/c"));
  }

  /** Random troubles: never two writers, and the epochs of the writers never fall. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void neverTwoWritersWhateverHappens(long seed) {
    Random random = new Random(seed);
    List<Contender> processes = new ArrayList<>(List.of(a, b, new Contender("c", server)));
    int highest = 0;
    int writing = 0;
    int born = 0;
    for (int i = 0; i < 20_000; i++) {
      Contender process = processes.get(random.nextInt(processes.size()));
      disturb(random, process);
      if (process.election.ended()) {
        processes.remove(process);
        processes.add(new Contender("p" + born++, server));
      }
      List<Long> before = processes.stream().map(p -> p.clock.nanoTime()).toList();
      processes.forEach(Contender::tick);
      evenOut(processes, before);

      List<Contender> writers = processes.stream().filter(Contender::writes).toList();
      assertThat(writers).as("seed %d, tick %d", seed, i).hasSizeLessThanOrEqualTo(1);
      for (Contender writer : writers) {
        writing++;
        int epoch = epoch(writer);
        assertThat(epoch).as("seed %d, tick %d", seed, i).isGreaterThanOrEqualTo(highest);
        highest = epoch;
      }
    }
    assertThat(writing).as("ticks with a writer, seed %d", seed).isGreaterThan(1_000);
    assertThat(highest).as("changes of leader, seed %d", seed).isGreaterThan(2);
  }

  private static void disturb(Random random, Contender process) {
    switch (random.nextInt(200)) {
      case 0 -> process.network.network = TROUBLES.get(random.nextInt(TROUBLES.size()));
      case 1, 2, 3 -> process.network.network = Network.FINE;
      case 4 -> process.clock.jumpWall(Duration.ofSeconds(random.nextInt(601) - 300L));
      case 5 -> process.stopped = true;
      case 6, 7 -> process.stopped = false;
      case 8 -> {
        if (random.nextInt(5) == 0) {
          process.election.release();
        }
      }
      default -> {}
    }
  }

  /**
   * Real time passes equally for all: a process that waited for a timeout pulls the others' clocks
   * along.
   */
  private static void evenOut(List<Contender> processes, List<Long> before) {
    long most = 0;
    for (int i = 0; i < processes.size(); i++) {
      most = Math.max(most, processes.get(i).clock.nanoTime() - before.get(i));
    }
    for (int i = 0; i < processes.size(); i++) {
      long moved = processes.get(i).clock.nanoTime() - before.get(i);
      processes.get(i).clock.advance(Duration.ofNanos(most - moved));
    }
  }

  private static int epoch(Contender writer) {
    return switch (writer.fence.permit()) {
      case WritePermit.Granted(String epoch, Duration _) ->
          Integer.parseInt(epoch.substring(0, epoch.indexOf('/')));
      case WritePermit.Refused(String reason) -> throw new AssertionError(reason);
    };
  }
}
