package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** Chooses TLS routes of a VirtualService. */
public record TlsRoute(
    @Field("Port of the route.") long port,
    @Field("All SNI hosts of the route.") List<String> sniHosts) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public TlsRoute {
    sniHosts = Absent.list(sniHosts);
  }
}
