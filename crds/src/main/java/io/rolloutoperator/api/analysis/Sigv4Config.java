package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** AWS Signature Version 4. */
public record Sigv4Config(
    @Field("AWS region.") String region,
    @Field("Profile of the AWS credentials.") String profile,
    @Field("Role to assume.") String roleArn) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public Sigv4Config {
    region = Absent.text(region);
    profile = Absent.text(profile);
    roleArn = Absent.text(roleArn);
  }
}
