package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.plan.PreparedObject.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When a plan is to be made anew although no event asks for it. */
final class NextLook {

  private static final Duration WHILE_MOVING = Duration.ofSeconds(30);
  private static final Duration UNWATCHED = Duration.ofMinutes(10);

  private NextLook() {}

  /**
   * When waiting may be over, when a repair that was held back may be made, when another unit may
   * have taken an object over, or when something may have changed that no watch tells of.
   *
   * @param waiting when waiting may be over
   */
  static Optional<Instant> of(
      SyncSnapshot snapshot, Optional<Instant> waiting, Collection<PreparedObject> objects) {
    boolean moving = !snapshot.facts().handover().takenOver().isEmpty();
    boolean unseen = !snapshot.cluster().notes().isEmpty();
    Stream<Instant> times =
        Stream.of(
                waiting, later(snapshot, WHILE_MOVING, moving), later(snapshot, UNWATCHED, unseen))
            .flatMap(Optional::stream);
    Stream<Instant> heldBack =
        objects.stream()
            .map(PreparedObject::disposition)
            .filter(Disposition.HeldBack.class::isInstance)
            .map(held -> ((Disposition.HeldBack) held).until());
    return Stream.concat(times, heldBack).min(Comparator.naturalOrder());
  }

  private static Optional<Instant> later(SyncSnapshot snapshot, Duration pause, boolean needed) {
    return needed ? Optional.of(snapshot.now().plus(pause)) : Optional.empty();
  }
}
