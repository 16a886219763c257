package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Names a resource of AWS. */
public record AwsResourceRef(
    @Field(value = "Name.", required = true) String name,
    @Field(value = "Amazon resource name.", required = true) String arn,
    @Field("Full name, as used in metrics.") String fullName) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AwsResourceRef {
    name = Absent.text(name);
    arn = Absent.text(arn);
    fullName = Absent.text(fullName);
  }
}
