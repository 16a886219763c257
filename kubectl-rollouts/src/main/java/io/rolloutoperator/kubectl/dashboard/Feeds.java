package io.rolloutoperator.kubectl.dashboard;

import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The feeds that somebody looks at. */
final class Feeds implements AutoCloseable {

  /** Far more than a browser opens at once. */
  static final int MOST_READERS = 64;

  private static final Duration FIRST_ANSWER = Duration.ofSeconds(35);

  private final Clusters clusters;
  private final Map<Topic, Shared> shared = new HashMap<>();
  private int readers;

  Feeds(Clusters clusters) {
    this.clusters = clusters;
  }

  private static final class Shared {
    private final Feed feed;
    private int readers;

    Shared(Feed feed) {
      this.feed = feed;
    }
  }

  /** One reader of a feed. */
  final class Lease implements AutoCloseable {
    private final Topic topic;
    private final Shared of;

    private Lease(Topic topic, Shared of) {
      this.topic = topic;
      this.of = of;
    }

    Feed feed() {
      return of.feed;
    }

    @Override
    public void close() {
      release(topic, of);
    }
  }

  /**
   * Begins to read a topic; returns once there is something to read.
   *
   * @throws Rejected with 503 if there are too many readers
   * @throws CommandFailure if the topic cannot be read
   */
  Lease join(Topic topic) throws CommandFailure, Rejected {
    enter();
    Lease lease;
    try {
      lease = lease(topic);
    } catch (CommandFailure | RuntimeException e) {
      leave();
      throw e;
    }
    Optional<CommandFailure> failure = firstFailure(lease.feed());
    if (failure.isPresent()) {
      lease.close();
      throw failure.get();
    }
    return lease;
  }

  private static Optional<CommandFailure> firstFailure(Feed feed) {
    try {
      Feed.State first = feed.await(0, FIRST_ANSWER);
      return first.version() == 0
          ? Optional.of(new CommandFailure("the cluster does not answer in time"))
          : first.end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of(new CommandFailure("the dashboard is ending"));
    }
  }

  private synchronized void enter() throws Rejected {
    if (readers >= MOST_READERS) {
      throw new Rejected(503, "too many pages are open: close some");
    }
    readers++;
  }

  private synchronized void leave() {
    readers--;
  }

  private Lease lease(Topic topic) throws CommandFailure {
    Optional<Lease> known = known(topic);
    if (known.isPresent()) {
      return known.get();
    }
    Feed fresh = Feed.start(topic, clusters.open());
    synchronized (this) {
      // Whoever was faster keeps its own until it leaves.
      Shared of = new Shared(fresh);
      of.readers = 1;
      shared.put(topic, of);
      return new Lease(topic, of);
    }
  }

  private synchronized Optional<Lease> known(Topic topic) {
    Shared of = shared.get(topic);
    if (of == null || of.feed.hasEnded()) {
      return Optional.empty();
    }
    of.readers++;
    return Optional.of(new Lease(topic, of));
  }

  private void release(Topic topic, Shared of) {
    boolean last;
    synchronized (this) {
      readers--;
      of.readers--;
      last = of.readers == 0;
      if (last) {
        shared.remove(topic, of);
      }
    }
    if (last) {
      of.feed.close();
    }
  }

  /** Ends all of them. */
  @Override
  public void close() {
    Map<Topic, Shared> all;
    synchronized (this) {
      all = Map.copyOf(shared);
    }
    all.values().forEach(of -> of.feed.close());
  }
}
