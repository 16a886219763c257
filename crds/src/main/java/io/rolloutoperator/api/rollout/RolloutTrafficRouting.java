package io.rolloutoperator.api.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routers that split the traffic of a canary update; several are driven one after another. */
public record RolloutTrafficRouting(
    @Field("Istio VirtualServices and DestinationRules.") @Nullable IstioTrafficRouting istio,
    @Field("The Ingress controller ingress-nginx.") @Nullable NginxTrafficRouting nginx,
    @Field("The AWS Load Balancer Controller.") @Nullable AlbTrafficRouting alb,
    @Field("TrafficSplits of the Service Mesh Interface.") @Nullable SmiTrafficRouting smi,
    @Field("Ambassador Mappings.") @Nullable AmbassadorTrafficRouting ambassador,
    @Field("AWS App Mesh.") @Nullable AppMeshTrafficRouting appMesh,
    @Field("A TraefikService.") @Nullable TraefikTrafficRouting traefik,
    @Field("Routes made by setHeaderRoute and setMirrorRoute, in order of precedence.")
        List<ManagedRoute> managedRoutes,
    @Field("An ApisixRoute.") @Nullable ApisixTrafficRouting apisix,
    @Field(
            value = "Configuration of further routers by name, such as argoproj-labs/gatewayAPI.",
            shape = Field.Shape.OPEN_OBJECT)
        Map<String, JsonNode> plugins,
    @Field("Weight that stands for all traffic; absent counts as 100.")
        @Nullable Integer maxTrafficWeight) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutTrafficRouting {
    managedRoutes = Absent.list(managedRoutes);
    plugins = Absent.map(plugins);
  }
}
