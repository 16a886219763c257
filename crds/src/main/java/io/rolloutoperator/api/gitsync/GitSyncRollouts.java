package io.rolloutoperator.api.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** How the Rollouts of a folder are treated. */
public record GitSyncRollouts(
    @Field(
            value = "What follows the abort of a release besides its quarantine.",
            oneOf = {"Mark", "PullRequest", "Revert"},
            absentBecomes = "Mark")
        String onAbort,
    @Field(
            value = "What becomes of a commit that arrives during a release.",
            oneOf = {"Supersede", "Queue", "OnlyNonWorkload"},
            absentBecomes = "Supersede")
        String applyDuringRollout,
    @Field(
            value = "Folders that get the image of a healthy release; not supported yet.",
            maxItems = 20,
            shape = Field.Shape.OPEN_OBJECT)
        List<JsonNode> promoteTo,
    @Field("Tells the server about releases; not supported yet.") boolean commitStatus) {
  /** Every field absent. */
  public static final GitSyncRollouts EMPTY = new GitSyncRollouts("", "", List.of(), false);

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncRollouts {
    onAbort = Absent.text(onAbort);
    applyDuringRollout = Absent.text(applyDuringRollout);
    promoteTo = Absent.list(promoteTo);
  }
}
