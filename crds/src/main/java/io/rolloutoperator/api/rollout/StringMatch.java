package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** How a text matches; exactly one component is set in a valid match. */
public record StringMatch(
    @Field("The whole text.") String exact,
    @Field("Its beginning.") String prefix,
    @Field("A regular expression for the whole text.") String regex) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public StringMatch {
    exact = Absent.text(exact);
    prefix = Absent.text(prefix);
    regex = Absent.text(regex);
  }
}
