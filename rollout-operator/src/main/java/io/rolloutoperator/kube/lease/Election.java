package io.rolloutoperator.kube.lease;

import io.rolloutoperator.kube.fence.FenceClock;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.fence.LeaseFence.Sent;
import io.rolloutoperator.kube.fence.LeaseFence.Term;
import io.rolloutoperator.kube.fence.LeaseTiming;
import io.rolloutoperator.kube.lease.LeaseAnswer.Absent;
import io.rolloutoperator.kube.lease.LeaseAnswer.Conflict;
import io.rolloutoperator.kube.lease.LeaseAnswer.Forbidden;
import io.rolloutoperator.kube.lease.LeaseAnswer.Found;
import io.rolloutoperator.kube.lease.LeaseAnswer.Unknown;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The election as a sequence of steps, one request each, driven by {@link LeaseElection}.
 *
 * <pre>
 *   Candidate --(lease absent, released, or unchanged for its whole duration)--> Leader
 *   Leader    --(somebody else holds it, or no renewal for the renew deadline)--> Ended
 *   Leader    --(release)--> Ended
 * </pre>
 *
 * <p>Somebody else's lease has expired when this process saw it unchanged for its duration, by the
 * clock of this process: the times in the record come from another machine and are only compared
 * with each other.
 */
final class Election {
  private static final Logger log = LoggerFactory.getLogger(Election.class);

  /**
   * Before looking again after somebody else was faster; keeps a confused store from being
   * hammered.
   */
  private static final Duration RACE_PAUSE = Duration.ofMillis(50);

  private sealed interface State {
    /** Waits for the lease; {@code seen} did not change since {@code sinceNanos}. */
    record Candidate(@Nullable LeaseRecord seen, long sinceNanos) implements State {}

    /** Holds the lease as last stored; the last successful renewal was sent then. */
    record Leader(LeaseRecord stored, Sent sent, boolean storeMoved) implements State {}

    /** Nothing will be done any more. */
    record Ended() implements State {}
  }

  private final String identity;
  private final LeaseTiming timing;
  private final LeaseStore store;
  private final LeaseFence fence;
  private final FenceClock clock;
  private final ElectionListener listener;
  private State state;
  private String lastTrouble = "";

  Election(
      Candidacy candidacy,
      LeaseStore store,
      LeaseFence fence,
      FenceClock clock,
      ElectionListener listener) {
    this.identity = candidacy.identity();
    this.timing = candidacy.timing();
    this.store = store;
    this.fence = fence;
    this.clock = clock;
    this.listener = listener;
    this.state = new State.Candidate(null, clock.nanoTime());
  }

  /** Takes one step; returns how long to wait for the next. */
  Duration step() {
    return switch (state) {
      case State.Candidate candidate -> stand(candidate);
      case State.Leader leader -> renew(leader);
      case State.Ended _ -> timing.leaseDuration();
    };
  }

  boolean ended() {
    return state instanceof State.Ended;
  }

  boolean leads() {
    return state instanceof State.Leader;
  }

  /**
   * Hands the lease over. The caller has made sure that no write of ours is on its way.
   *
   * @return true if a successor may start at once
   */
  boolean release() {
    fence.end("the lease was released");
    if (!(state instanceof State.Leader leader)) {
      state = new State.Ended();
      return false;
    }
    state = new State.Ended();
    LeaseAnswer answer = store.replace(leader.stored().releasedAt(clock.now()));
    if (answer instanceof Conflict
        && store.read() instanceof Found(LeaseRecord now)
        && isOurs(now)) {
      answer = store.replace(now.releasedAt(clock.now()));
    }
    return answer instanceof Found;
  }

  private Duration stand(State.Candidate candidate) {
    return switch (store.read()) {
      case Found(LeaseRecord lease) -> standAgainst(lease, candidate);
      case Absent _ -> standWithout(candidate);
      case Unknown(String why) -> trouble("cannot read the lease: " + why);
      case Forbidden(String why) -> refused("cannot read the lease: " + why);
      case Conflict _ -> RACE_PAUSE;
    };
  }

  private Duration standAgainst(LeaseRecord lease, State.Candidate candidate) {
    long now = clock.nanoTime();
    long since = lease.equals(candidate.seen()) ? candidate.sinceNanos() : now;
    if (!lease.equals(candidate.seen())) {
      announceHolder(candidate.seen(), lease);
      state = new State.Candidate(lease, since);
    }
    if (isOurs(lease)) {
      // An earlier request of ours took the lease, and its answer was lost.
      return take(lease.renewedAt(clock.now(), timing.leaseDuration()), true);
    }
    Duration left = lease.released() ? Duration.ZERO : honoured(lease).minusNanos(now - since);
    if (left.isPositive()) {
      return shorter(left, timing.retryPeriod());
    }
    return take(ownRecord(lease.transitions() + 1), true);
  }

  private Duration standWithout(State.Candidate candidate) {
    LeaseRecord seen = candidate.seen();
    if (seen == null || seen.released()) {
      return take(ownRecord(seen == null ? 0 : seen.transitions() + 1), false);
    }
    // Deleted under its holder, who may not know yet: a deletion is no release.
    Duration left = honoured(seen).minusNanos(clock.nanoTime() - candidate.sinceNanos());
    return left.isPositive()
        ? shorter(left, timing.retryPeriod())
        : take(ownRecord(seen.transitions() + 1), false);
  }

  private Duration take(LeaseRecord desired, boolean exists) {
    Sent sent = Sent.at(clock);
    return switch (exists ? store.replace(desired) : store.create(desired)) {
      case Found(LeaseRecord stored) -> {
        Term term = new Term(stored.transitions(), identity);
        state = new State.Leader(stored, sent, false);
        fence.renewed(term, sent);
        log.info("leading: won the lease as {}, term {}", identity, stored.transitions());
        listener.elected(term);
        yield timing.retryPeriod();
      }
      case Conflict _, Absent _ -> RACE_PAUSE;
      case Unknown(String why) -> trouble("cannot take the lease: " + why);
      case Forbidden(String why) -> refused("cannot take the lease: " + why);
    };
  }

  private Duration renew(State.Leader leader) {
    if (clock.nanoTime() - leader.sent().nanoTime() >= timing.renewDeadline().toNanos()) {
      return lose(
          "the lease could not be renewed for "
              + timing.renewDeadline().toSeconds()
              + " s: "
              + lastTrouble);
    }
    if (leader.storeMoved()) {
      return reread(leader);
    }
    Sent sent = Sent.at(clock);
    return settle(
        leader,
        sent,
        store.replace(leader.stored().renewedAt(sent.wall(), timing.leaseDuration())));
  }

  /**
   * Somebody wrote the Lease, perhaps a request of ours whose answer was lost: look who holds it
   * now.
   */
  private Duration reread(State.Leader leader) {
    return switch (store.read()) {
      case Found(LeaseRecord lease) when isOurs(lease) -> {
        state = new State.Leader(lease, leader.sent(), false);
        yield Duration.ZERO;
      }
      case Found(LeaseRecord lease) -> lose("the lease is held by \"" + lease.holder() + "\"");
      case Absent _ -> {
        Sent sent = Sent.at(clock);
        yield settle(
            leader,
            sent,
            store.create(leader.stored().renewedAt(sent.wall(), timing.leaseDuration())));
      }
      case Unknown(String why) -> trouble("cannot read the lease: " + why);
      case Forbidden(String why) -> refused("cannot read the lease: " + why);
      case Conflict _ -> RACE_PAUSE;
    };
  }

  private Duration settle(State.Leader leader, Sent sent, LeaseAnswer answer) {
    return switch (answer) {
      case Found(LeaseRecord stored) -> {
        state = new State.Leader(stored, sent, false);
        fence.renewed(new Term(stored.transitions(), identity), sent);
        recovered();
        yield timing.retryPeriod().minusNanos(clock.nanoTime() - sent.nanoTime());
      }
      case Conflict _, Absent _ -> {
        state = new State.Leader(leader.stored(), leader.sent(), true);
        yield RACE_PAUSE;
      }
      case Unknown(String why) -> {
        state = new State.Leader(leader.stored(), leader.sent(), true);
        yield trouble("cannot renew the lease: " + why)
            .minusNanos(clock.nanoTime() - sent.nanoTime());
      }
      case Forbidden(String why) -> refused("cannot renew the lease: " + why);
    };
  }

  /** Gives the lease up at once after a failure that nobody expects. */
  void fail(String why) {
    if (!ended()) {
      lose(why);
    }
  }

  private Duration lose(String why) {
    fence.end(why);
    state = new State.Ended();
    listener.lost(why);
    return timing.retryPeriod();
  }

  private boolean isOurs(LeaseRecord lease) {
    return lease.holder().equals(identity);
  }

  private LeaseRecord ownRecord(int transitions) {
    Instant now = clock.now();
    return new LeaseRecord(identity, timing.leaseDuration(), now, now, transitions);
  }

  private Duration honoured(LeaseRecord lease) {
    return lease.duration().isPositive() ? lease.duration() : timing.leaseDuration();
  }

  private static Duration shorter(Duration left, Duration right) {
    return left.compareTo(right) < 0 ? left : right;
  }

  private void announceHolder(@Nullable LeaseRecord before, LeaseRecord lease) {
    if ((before == null || !before.holder().equals(lease.holder()))
        && !lease.released()
        && !isOurs(lease)) {
      log.info("waiting: the lease is held by {}", lease.holder());
    }
  }

  /** Something that heals by itself, most likely. */
  private Duration trouble(String what) {
    if (!what.equals(lastTrouble)) {
      log.warn("{}; trying on", what);
    }
    lastTrouble = what;
    return troubledPeriod();
  }

  private Duration refused(String what) {
    if (!what.equals(lastTrouble)) {
      log.error("{}; grant the controller's ServiceAccount its Role on leases", what);
    }
    lastTrouble = what;
    return troubledPeriod();
  }

  /**
   * Twice as often as in good times: a leader has only so many attempts before it must step down.
   */
  private Duration troubledPeriod() {
    return timing.retryPeriod().dividedBy(2);
  }

  private void recovered() {
    if (!lastTrouble.isEmpty()) {
      log.info("the lease is renewed again");
      lastTrouble = "";
    }
  }
}
