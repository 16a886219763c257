package io.rolloutoperator.kube.lease;

import io.rolloutoperator.kube.fence.FakeClock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One Lease with optimistic locking, and a network per client that can be cut, delayed or lose
 * answers.
 */
final class FakeLeaseServer {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  enum Network {
    FINE,
    /** Requests do not arrive; the client gives up after its timeout. */
    HALF_OPEN,
    /** Requests arrive, answers do not. */
    ANSWERS_LOST,
    /** Refused at once. */
    REFUSED,
    /** The API server knows us and says no. */
    FORBIDDEN
  }

  private @Nullable LeaseRecord lease;
  private int version;

  @Nullable LeaseRecord lease() {
    return lease;
  }

  /** Somebody deletes the Lease. */
  void delete() {
    lease = null;
    version++;
  }

  /** Somebody writes the Lease. */
  void set(LeaseRecord record) {
    lease = record;
    version++;
  }

  /** A client with its own view of the object and its own network. */
  final class Client implements LeaseStore {
    private final FakeClock clock;
    Network network = Network.FINE;
    int requests;
    int watches;
    private int seen = -1;

    Client(FakeClock clock) {
      this.clock = clock;
    }

    @Override
    public LeaseAnswer read() {
      return travel(
          () -> {
            seen = version;
            return lease == null ? new LeaseAnswer.Absent() : new LeaseAnswer.Found(lease);
          });
    }

    @Override
    public LeaseAnswer create(LeaseRecord record) {
      return travel(() -> lease == null ? store(record) : new LeaseAnswer.Conflict());
    }

    @Override
    public LeaseAnswer replace(LeaseRecord record) {
      return travel(
          () -> {
            if (lease == null) {
              return new LeaseAnswer.Absent();
            }
            return seen == version ? store(record) : new LeaseAnswer.Conflict();
          });
    }

    @Override
    public LeaseWatch watch(Runnable onChange) {
      watches++;
      return new FakeWatch(network != Network.FORBIDDEN);
    }

    private LeaseAnswer store(LeaseRecord record) {
      lease = record;
      version++;
      seen = version;
      return new LeaseAnswer.Found(record);
    }

    private LeaseAnswer travel(Supplier<LeaseAnswer> request) {
      requests++;
      return switch (network) {
        case FINE -> request.get();
        case HALF_OPEN -> {
          clock.advance(TIMEOUT);
          yield new LeaseAnswer.Unknown("timed out");
        }
        case ANSWERS_LOST -> {
          int before = seen;
          var _ = request.get();
          seen = before;
          clock.advance(TIMEOUT);
          yield new LeaseAnswer.Unknown("timed out");
        }
        case REFUSED -> new LeaseAnswer.Unknown("connection refused");
        case FORBIDDEN -> new LeaseAnswer.Forbidden("leases is forbidden");
      };
    }
  }

  /** Never calls back. */
  private record FakeWatch(boolean isOpen) implements LeaseWatch {
    @Override
    public void close() {}
  }
}
