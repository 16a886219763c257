package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.source.Revision;
import java.time.Instant;
import java.util.List;

/**
 * A release that was aborted.
 *
 * @param object the Rollout
 * @param templateHash of the pod template that is not started again
 * @param stableHash of the template the Rollout went back to; empty if it had none
 * @param revision the commit that brought the template
 * @param images of that template; their tags are barred from automation
 * @param message why it was aborted, one line
 * @param barsImagesOnly whether the template itself may start again, because Git moved on or a
 *     person asked for it; the images stay barred until a newer release is healthy
 */
public record QuarantineEntry(
    ObjectId object,
    String templateHash,
    String stableHash,
    Revision revision,
    List<String> images,
    Instant since,
    String message,
    boolean barsImagesOnly) {

  /** Copies the list. */
  public QuarantineEntry {
    images = List.copyOf(images);
  }
}
