package io.rolloutoperator.api;

import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** One requirement of a {@link LabelSelector}. */
public record LabelSelectorRequirement(
    @Field(value = "Label name.", required = true) String key,
    @Field(value = "In, NotIn, Exists or DoesNotExist.", required = true) String operator,
    @Field("Values for In and NotIn.") List<String> values) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public LabelSelectorRequirement {
    key = Absent.text(key);
    operator = Absent.text(operator);
    values = Absent.list(values);
  }
}
