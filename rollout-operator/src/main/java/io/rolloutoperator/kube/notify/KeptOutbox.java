package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.fence.ResourceVersions;
import io.rolloutoperator.kube.notify.OutboxStore.Stored;
import io.rolloutoperator.notify.outbox.Milestone;
import io.rolloutoperator.notify.outbox.Outbox;
import java.time.Duration;
import java.util.Optional;

/** What is stored of an object's notifications, and the newest version of it that is known. */
final class KeptOutbox {

  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /** Up to half a minute between attempts. */
  private static final int MOST_DOUBLINGS = 5;

  private final OutboxStore store;
  private Stored stored;
  private String version;
  private int failures;

  KeptOutbox(OutboxStore store, Sighting seen) {
    this.store = store;
    this.stored = Stored.read(seen);
    this.version = seen.reference().resourceVersion();
  }

  Stored stored() {
    return stored;
  }

  /** Stores what differs. Blocks for requests to the API server. */
  Keeping keep(Sighting shown, Outbox outbox, Optional<Milestone> milestone) {
    String seen = shown.reference().resourceVersion();
    if (ResourceVersions.compare(seen, version) > 0) {
      version = seen;
      stored = Stored.read(shown).isCopied() ? stored.overwritten() : stored;
    }
    Keeping keeping =
        store.write(shown.reference(), version, stored, new Stored(outbox, milestone, false));
    failures = keeping instanceof Keeping.Failed ? failures + 1 : 0;
    switch (keeping) {
      case Keeping.Kept(String now) -> {
        version = now;
        Stored next = new Stored(outbox, milestone, false);
        stored = next.isWrittenAs(stored) ? stored.with(outbox) : next;
      }
      case Keeping.Overtaken(Stored theirs, String now) -> {
        version = now;
        stored = theirs;
      }
      case Keeping.Gone _, Keeping.Failed _ -> {}
    }
    return keeping;
  }

  /** Whether the last attempt failed, and the one before did not. */
  boolean failsSinceNow() {
    return failures == 1;
  }

  /** The pause before the next attempt. */
  Duration pause() {
    return ASK_AGAIN.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS));
  }
}
