package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** Fields whose value in the cluster stays. */
public record GitSyncIgnoreRule(
    @Field(value = "The fields, as JSON pointers.", required = true, maxItems = 100)
        List<String> paths,
    @Field("The objects; absent is all.") ObjectSelector target) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncIgnoreRule {
    paths = Absent.list(paths);
    target = Absent.orElse(target, ObjectSelector.EMPTY);
  }
}
