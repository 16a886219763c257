package io.rolloutoperator.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.lease.FakeLeaseServer.Network;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A network that fails, and others who write or delete the lease. Clocks are fake; every process
 * has its own.
 */
class ElectionTroubleTest {
  private final FakeLeaseServer server = new FakeLeaseServer();
  private final Contender a = new Contender("a", server);
  private final Contender b = new Contender("b", server);

  @ParameterizedTest
  @EnumSource(
      value = Network.class,
      names = {"HALF_OPEN", "ANSWERS_LOST", "REFUSED", "FORBIDDEN"})
  void aLeaderCutOffStopsWritingBeforeAnotherStarts(Network trouble) {
    Contender.untilWrites(a, b);
    Contender.run(Duration.ofSeconds(7), a, b);
    a.network.network = trouble;

    // A request that times out lets only the leader's own clock move on; b follows it here.
    Duration aStopped = Duration.ZERO;
    Duration passed = Duration.ZERO;
    while (!b.writes() && passed.compareTo(Duration.ofSeconds(60)) < 0) {
      long before = a.clock.nanoTime();
      a.tick();
      Duration moved = Duration.ofNanos(a.clock.nanoTime() - before);
      for (Duration step = Duration.ZERO;
          step.compareTo(moved) < 0;
          step = step.plus(Contender.TICK)) {
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
    Contender.untilWrites(a);
    a.network.network = Network.REFUSED;
    Contender.run(Duration.ofSeconds(8), a);
    assertThat(a.writes()).isTrue();
    a.network.network = Network.FINE;

    Contender.run(Duration.ofSeconds(30), a);

    assertThat(a.writes()).isTrue();
    assertThat(a.told).containsExactly("elected 0");
  }

  @Test
  void aLostAnswerToTheAcquisitionIsRecovered() {
    a.network.network = Network.ANSWERS_LOST;
    Contender.run(Duration.ofSeconds(1), a);
    // The read was lost; the create has not happened. Let the read through and lose the create.
    a.network.network = Network.FINE;
    a.election.step();
    assertThat(a.writes()).isTrue();

    Contender c = new Contender("c", server);
    server.set(new LeaseRecord("c", Duration.ofSeconds(15), c.clock.now(), c.clock.now(), 3));
    assertThat(Contender.untilWrites(c))
        .as("its own request of before took the lease")
        .isEqualTo(Contender.TICK);
    assertThat(c.told).containsExactly("elected 3");
  }

  @Test
  void somebodyElsesWriteIsNoticedAndEndsTheTermAtOnce() {
    Contender.untilWrites(a);
    server.set(new LeaseRecord("thief", Duration.ofSeconds(15), a.clock.now(), a.clock.now(), 1));

    Contender.run(Duration.ofSeconds(3), a);

    assertThat(a.writes()).isFalse();
    assertThat(a.told).containsExactly("elected 0", "lost");
  }

  @Test
  void foreignMetadataOnTheLeaseDisturbsNobody() {
    Contender.untilWrites(a);
    LeaseRecord own = server.lease();
    assertThat(own).isNotNull();
    server.set(own); // a new resourceVersion, the same record

    Contender.run(Duration.ofSeconds(20), a);

    assertThat(a.writes()).isTrue();
    assertThat(a.told).containsExactly("elected 0");
  }

  @Test
  void aLeaseDeletedUnderItsHolderIsMadeAnewInTheSameTerm() {
    server.set(new LeaseRecord("", Duration.ofSeconds(1), null, null, 6));
    Contender.untilWrites(a);
    server.delete();

    Contender.run(Duration.ofSeconds(5), a);

    assertThat(a.writes()).isTrue();
    assertThat(server.lease()).isNotNull().extracting(LeaseRecord::transitions).isEqualTo(7);
  }

  @Test
  void aStandbyDoesNotTakeADeletionForARelease() {
    Contender.untilWrites(a, b);
    Contender.run(Duration.ofSeconds(5), a, b);
    a.network.network = Network.REFUSED;
    server.delete();

    boolean both = false;
    Duration waited = Duration.ZERO;
    while (!b.writes()) {
      a.tick();
      b.tick();
      both |= a.writes() && b.writes();
      waited = waited.plus(Contender.TICK);
    }

    assertThat(both).isFalse();
    assertThat(waited).isGreaterThan(Duration.ofSeconds(12));
    assertThat(b.told).containsExactly("elected 1");
  }
}
