package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Two Services whose roles alternate with every update. */
public record PingPongSpec(
    @Field(value = "The first Service.", required = true) String pingService,
    @Field(value = "The second Service.", required = true) String pongService) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public PingPongSpec {
    pingService = Absent.text(pingService);
    pongService = Absent.text(pongService);
  }
}
