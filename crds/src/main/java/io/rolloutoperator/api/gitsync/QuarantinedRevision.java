package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A release that aborted and is not started again. */
public record QuarantinedRevision(
    @Field(value = "Namespace, name, group and kind of the Rollout.", required = true)
        String object,
    @Field(value = "Hash of the pod template.", required = true) String templateHash,
    @Field("Hash of the pod template the Rollout went back to.") String stableHash,
    @Field("The commit.") String revision,
    @Field("Images of the pod template.") List<String> images,
    @Field("When it aborted.") @Nullable Instant since,
    @Field("Why it aborted.") String message,
    @Field("BarsImages or Released if the pod template may start again.") String state,
    @Field("What became of it in the repository.") @Nullable GitSyncCommitLink writeBack) {

  /** State of one whose images alone are not chosen, as Git moved on. */
  public static final String BARS_IMAGES = "BarsImages";

  /** State of one that a person released. */
  public static final String RELEASED = "Released";

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public QuarantinedRevision {
    object = Absent.text(object);
    templateHash = Absent.text(templateHash);
    stableHash = Absent.text(stableHash);
    revision = Absent.text(revision);
    images = Absent.list(images);
    message = Absent.text(message);
    state = Absent.text(state);
  }

  /**
   * Whether the pod template of one in this state may not be started. A word of another version
   * holds: better a release too few than an outage.
   */
  public static boolean holds(String state) {
    return !state.equals(BARS_IMAGES) && !state.equals(RELEASED);
  }
}
