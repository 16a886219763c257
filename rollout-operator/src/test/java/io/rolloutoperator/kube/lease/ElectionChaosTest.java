package io.rolloutoperator.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.fence.WritePermit;
import io.rolloutoperator.kube.lease.FakeLeaseServer.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can go wrong, at random. Clocks are fake; every process has its own. */
class ElectionChaosTest {
  private static final List<Network> TROUBLES = List.of(Network.values());

  private final FakeLeaseServer server = new FakeLeaseServer();
  private final Contender a = new Contender("a", server);
  private final Contender b = new Contender("b", server);

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
