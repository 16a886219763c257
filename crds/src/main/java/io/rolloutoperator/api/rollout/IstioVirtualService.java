package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** An Istio VirtualService and the routes in it to edit. */
public record IstioVirtualService(
    @Field(value = "Name of the VirtualService, or name.namespace.", required = true) String name,
    @Field("Names of the HTTP routes to edit; none if there is but one.") List<String> routes,
    @Field("TLS routes to edit.") List<TlsRoute> tlsRoutes,
    @Field("TCP routes to edit.") List<TcpRoute> tcpRoutes) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public IstioVirtualService {
    name = Absent.text(name);
    routes = Absent.list(routes);
    tlsRoutes = Absent.list(tlsRoutes);
    tcpRoutes = Absent.list(tcpRoutes);
  }
}
