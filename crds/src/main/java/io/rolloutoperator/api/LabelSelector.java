package io.rolloutoperator.api;

import io.rolloutoperator.api.schema.Field;
import java.util.List;
import java.util.Map;

/**
 * A Kubernetes label selector: all labels and all expressions must hold. Without any it selects
 * everything.
 */
public record LabelSelector(
    @Field("Labels an object must carry, name to value.") Map<String, String> matchLabels,
    @Field("Requirements on labels, all of which must hold.")
        List<LabelSelectorRequirement> matchExpressions) {
  /** Every field absent. */
  public static final LabelSelector EMPTY = new LabelSelector(Map.of(), List.of());

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public LabelSelector {
    matchLabels = Absent.map(matchLabels);
    matchExpressions = Absent.list(matchExpressions);
  }
}
