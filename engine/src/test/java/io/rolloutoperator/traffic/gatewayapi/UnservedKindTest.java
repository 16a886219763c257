package io.rolloutoperator.traffic.gatewayapi;

import static io.rolloutoperator.traffic.gatewayapi.Routes.router;
import static io.rolloutoperator.traffic.gatewayapi.Routes.weight;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.TrafficFailure;
import io.rolloutoperator.traffic.TrafficPlan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnservedKindTest {

  private static final ObservedRoutes NO_HTTP =
      new ObservedRoutes(List.of(), List.of(), Set.of(GatewayKind.HTTP.kind()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          httpRoute: web                                 | no matches for kind HTTPRoute in version gateway.networking.k8s.io/v1; install Gateway API v1
          httpRouteSelector: {matchLabels: {app: web}}   | no matches for kind HTTPRoute in version gateway.networking.k8s.io/v1; install Gateway API v1
          grpcRoute: web                                 | GRPCRoute "shop/web" not found
          """)
  void onlyAKindThatIsMeantIsMissed(String config, String detail) {
    TrafficPlan plan = router(config).plan(NO_HTTP, weight(20));
    assertThat(plan.failure().map(TrafficFailure::detail)).hasValue(detail);
    assertThat(plan.edits()).isEmpty();
  }
}
