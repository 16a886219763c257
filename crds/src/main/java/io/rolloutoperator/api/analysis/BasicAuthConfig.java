package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** HTTP Basic credentials. */
public record BasicAuthConfig(
    @Field("User name.") String username, @Field("Password.") String password) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public BasicAuthConfig {
    username = Absent.text(username);
    password = Absent.text(password);
  }
}
