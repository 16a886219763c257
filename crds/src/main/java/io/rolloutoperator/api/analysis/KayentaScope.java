package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A pair of scopes that Kayenta compares. */
public record KayentaScope(
    @Field(value = "Name of the scope.", required = true) String name,
    @Field(value = "The stable side.", required = true) @Nullable ScopeDetail controlScope,
    @Field(value = "The canary side.", required = true) @Nullable ScopeDetail experimentScope) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public KayentaScope {
    name = Absent.text(name);
  }
}
