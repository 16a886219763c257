package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** An App Mesh virtual service and the routes to edit. */
public record AppMeshVirtualService(
    @Field(value = "Name of the virtual service.", required = true) String name,
    @Field("Names of the routes to edit; none if there is but one.") List<String> routes) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AppMeshVirtualService {
    name = Absent.text(name);
    routes = Absent.list(routes);
  }
}
