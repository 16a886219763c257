package io.rolloutoperator.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.fence.WritePermit;
import io.rolloutoperator.kube.lease.FakeLeaseServer.Network;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who gets the lease, how long others wait for it, and how it is given back. Clocks are fake; every
 * process has its own.
 */
class ElectionTest {
  private final FakeLeaseServer server = new FakeLeaseServer();
  private final Contender a = new Contender("a", server);
  private final Contender b = new Contender("b", server);

  @Test
  void theFirstProcessLeadsAtOnce() {
    assertThat(Contender.untilWrites(a)).isEqualTo(Contender.TICK);
    assertThat(a.told).containsExactly("elected 0");
    assertThat(server.lease()).isNotNull().extracting(LeaseRecord::holder).isEqualTo("a");
  }

  @Test
  void aLeaderThatCannotGoOnTellsItAtOnce() {
    Contender.untilWrites(a);

    a.election.fail("OutOfMemoryError");
    a.election.fail("again");

    assertThat(a.writes()).isFalse();
    assertThat(a.told).containsExactly("elected 0", "lost");
  }

  @Test
  void aLeaderRenewsEveryTwoSecondsWithOneRequest() {
    Contender.untilWrites(a);
    int before = a.network.requests;

    Contender.run(Duration.ofSeconds(60), a);

    assertThat(a.network.requests - before).isBetween(29, 31);
    assertThat(a.told).containsExactly("elected 0");
  }

  @Test
  void aStandbyWaitsForTheWholeLeaseOfAKilledLeader() {
    Contender.untilWrites(a, b);
    Contender.run(Duration.ofSeconds(10), a, b);
    a.stopped = true;

    Duration waited = Contender.untilWrites(b, a);

    // At most one look late: 15 s after it saw the last renewal.
    assertThat(waited).isBetween(Duration.ofSeconds(13), Duration.ofMillis(15_200));
    assertThat(a.writes()).isFalse();
    assertThat(b.told).containsExactly("elected 1");
  }

  @Test
  void aNewProcessWaitsForTheWholeLeaseThatItFinds() {
    Instant hoursAgo = b.clock.now().minusSeconds(36_000);
    server.set(new LeaseRecord("gone", Duration.ofSeconds(15), hoursAgo, hoursAgo, 4));

    assertThat(Contender.untilWrites(b))
        .isBetween(Duration.ofSeconds(15), Duration.ofMillis(15_200));
    assertThat(b.told).containsExactly("elected 5");
  }

  @ParameterizedTest(name = "the lease found lasts {0} s")
  @CsvSource({"1, 1", "15, 15", "60, 60", "0, 15", "-5, 15"})
  void theHoldersOwnDurationCounts(long stated, long waited) {
    server.set(new LeaseRecord("gone", Duration.ofSeconds(stated), null, null, 0));

    assertThat(Contender.untilWrites(b))
        .isBetween(Duration.ofSeconds(waited), Duration.ofSeconds(waited).plusMillis(200));
  }

  @Test
  void aReleasedLeaseIsTakenAtTheNextLook() {
    Contender.untilWrites(a);
    Contender.run(Duration.ofSeconds(5), a, b);

    assertThat(a.election.release()).isTrue();

    assertThat(a.writes()).isFalse();
    assertThat(Contender.untilWrites(b)).isLessThanOrEqualTo(Duration.ofMillis(2_100));
    assertThat(b.told).containsExactly("elected 1");
    assertThat(a.told).as("a release is no loss").containsExactly("elected 0");
  }

  @Test
  void aLeaseReleasedBeforeIsTakenAtOnce() {
    server.set(new LeaseRecord("", Duration.ofSeconds(1), null, null, 9));

    assertThat(Contender.untilWrites(b)).isEqualTo(Contender.TICK);
    assertThat(b.told).containsExactly("elected 10");
  }

  @Test
  void aReleaseSucceedsAlthoughTheLastRenewalsAnswerWasLost() {
    Contender.untilWrites(a);
    a.network.network = Network.ANSWERS_LOST;
    Contender.run(Duration.ofSeconds(2), a);
    a.network.network = Network.FINE;

    assertThat(a.election.release()).isTrue();
    assertThat(server.lease()).isNotNull().extracting(LeaseRecord::holder).isEqualTo("");
  }

  @Test
  void termsGrowWithEveryChangeOfHolder() {
    Contender.untilWrites(a, b);
    a.election.release();
    Contender.untilWrites(b);
    b.election.release();
    Contender c = new Contender("c", server);
    Contender.untilWrites(c);

    assertThat(c.fence.permit())
        .isInstanceOfSatisfying(
            WritePermit.Granted.class, permit -> assertThat(permit.epoch()).isEqualTo("2/c"));
  }
}
