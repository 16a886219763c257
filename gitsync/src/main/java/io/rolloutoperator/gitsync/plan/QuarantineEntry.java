package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.source.Revision;
import java.time.Instant;
import java.util.List;

/**
 * A release that was aborted.
 *
 * @param object the Rollout
 * @param templateHash of the pod template
 * @param stableHash of the template the Rollout went back to; empty if it had none
 * @param revision the commit that was applied then
 * @param images of that template; their tags are barred from automation, see {@link State}
 * @param message why it was aborted, one line
 */
public record QuarantineEntry(
    ObjectId object,
    String templateHash,
    String stableHash,
    Revision revision,
    List<String> images,
    Instant since,
    String message,
    State state) {

  /** What the entry still forbids. */
  public enum State {
    /** Neither the template is started nor are its images chosen. */
    HOLDING,
    /** Git moved on: only its images are not chosen, until a newer release is healthy. */
    BARS_IMAGES,
    /** A person released it: nothing is forbidden; kept while the Rollout is still aborted. */
    RELEASED
  }

  /** Copies the list. */
  public QuarantineEntry {
    images = List.copyOf(images);
  }

  /** Whether the template may not be started. */
  public boolean holds() {
    return state == State.HOLDING;
  }

  QuarantineEntry in(State changed) {
    return new QuarantineEntry(
        object, templateHash, stableHash, revision, images, since, message, changed);
  }

  /** {@code Rollout shop/my-app aborted on main@1a2b3c4: <reason>}. */
  public String text() {
    return "%s aborted on %s: %s".formatted(object, revision.shortText(), message);
  }
}
