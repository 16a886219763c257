package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.schema.Field;

/** Metrics of a run counted by outcome. */
public record RunSummary(
    @Field("All metrics.") int count,
    @Field("Successful ones.") int successful,
    @Field("Failed ones.") int failed,
    @Field("Inconclusive ones.") int inconclusive,
    @Field("Erroneous ones.") int error) {
  /** Every field absent. */
  public static final RunSummary EMPTY = new RunSummary(0, 0, 0, 0, 0);
}
