package io.rolloutoperator.api.rollout.gatewayapi;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the Gateway API router, as written under the plugin name
 * argoproj-labs/gatewayAPI.
 */
public record GatewayApiConfig(
    @Field("Namespace of all routes; absent is the Rollout's.") String namespace,
    @Field("One HTTPRoute, with header routes.") String httpRoute,
    @Field("One GRPCRoute, with header routes.") String grpcRoute,
    @Field("One TCPRoute.") String tcpRoute,
    @Field("One TLSRoute.") String tlsRoute,
    @Field("HTTPRoutes to edit.") List<GatewayApiRoute> httpRoutes,
    @Field("GRPCRoutes to edit.") List<GatewayApiRoute> grpcRoutes,
    @Field("TCPRoutes to edit.") List<GatewayApiRoute> tcpRoutes,
    @Field("TLSRoutes to edit.") List<GatewayApiRoute> tlsRoutes,
    @Field("Selects further HTTPRoutes in every pass.") @Nullable LabelSelector httpRouteSelector,
    @Field("Selects further GRPCRoutes in every pass.") @Nullable LabelSelector grpcRouteSelector,
    @Field("Selects further TCPRoutes in every pass.") @Nullable LabelSelector tcpRouteSelector,
    @Field("Selects further TLSRoutes in every pass.") @Nullable LabelSelector tlsRouteSelector,
    @Field("Leaves out the label on routes during an update.") boolean disableInProgressLabel,
    @Field("Name of that label; absent counts as rollouts.argoproj.io/gatewayapi-canary.")
        String inProgressLabelKey,
    @Field("Value of that label; absent counts as in-progress.") String inProgressLabelValue,
    @Field("Accepted for old configurations, without effect.") String configMap) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GatewayApiConfig {
    namespace = Absent.text(namespace);
    httpRoute = Absent.text(httpRoute);
    grpcRoute = Absent.text(grpcRoute);
    tcpRoute = Absent.text(tcpRoute);
    tlsRoute = Absent.text(tlsRoute);
    httpRoutes = Absent.list(httpRoutes);
    grpcRoutes = Absent.list(grpcRoutes);
    tcpRoutes = Absent.list(tcpRoutes);
    tlsRoutes = Absent.list(tlsRoutes);
    inProgressLabelKey = Absent.text(inProgressLabelKey);
    inProgressLabelValue = Absent.text(inProgressLabelValue);
    configMap = Absent.text(configMap);
  }
}
