package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.traffic.RouteQuery;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteInterestTest {
  private static final ResourceID WEB = new ResourceID("web", "shop");
  private static final ResourceID API = new ResourceID("api", "shop");
  private static final RouteKind HTTP = kind("HTTPRoute");
  private static final RouteRef FRONT = new RouteRef(HTTP, "infra", "front");

  private final RouteInterest interest = new RouteInterest();

  @Test
  void aChangeConcernsWhoNamesTheRoute() {
    interest.needs(WEB, List.of(new RouteQuery.Named(FRONT)));
    assertThat(concerned("HTTPRoute", "infra", "front")).containsExactly(WEB);
    assertThat(concerned("HTTPRoute", "infra", "other")).isEmpty();
    assertThat(concerned("HTTPRoute", "shop", "front")).isEmpty();
    assertThat(concerned("GRPCRoute", "infra", "front")).isEmpty();
  }

  @Test
  void anyRouteOfTheNamespaceConcernsWhoSelectsByLabels() {
    interest.needs(WEB, List.of(new RouteQuery.Selected(HTTP, "infra", LabelSelector.EMPTY)));
    assertThat(concerned("HTTPRoute", "infra", "new")).containsExactly(WEB);
    assertThat(concerned("HTTPRoute", "shop", "new")).isEmpty();
  }

  @Test
  void whoHasReadTheRouteAsItIsNeedNotLookAgain() {
    interest.needs(WEB, List.of(new RouteQuery.Named(FRONT)));
    interest.needs(API, List.of(new RouteQuery.Named(FRONT)));
    interest.read(WEB, FRONT, "7");
    assertThat(concerned("HTTPRoute", "infra", "front")).containsExactly(API);
    interest.read(WEB, FRONT, "8");
    assertThat(concerned("HTTPRoute", "infra", "front")).containsExactlyInAnyOrder(API, WEB);
  }

  @Test
  void aRouteThatIsGoneConcernsWhoHasReadIt() {
    interest.needs(WEB, List.of(new RouteQuery.Named(FRONT)));
    interest.read(WEB, FRONT, "7");
    assertThat(interest.concerned(front(), "")).containsExactly(WEB);
  }

  @Test
  void whatAnotherPassNeedsTakesThePlaceOfWhatTheLastOneNeeded() {
    interest.needs(WEB, List.of(new RouteQuery.Named(FRONT)));
    interest.needs(WEB, List.of(new RouteQuery.Named(new RouteRef(HTTP, "infra", "back"))));
    assertThat(concerned("HTTPRoute", "infra", "front")).isEmpty();
    assertThat(concerned("HTTPRoute", "infra", "back")).containsExactly(WEB);
    interest.needs(WEB, List.of());
    interest.read(WEB, FRONT, "7");
    assertThat(concerned("HTTPRoute", "infra", "back")).isEmpty();
  }

  private static RouteInterest.Route front() {
    return new RouteInterest.Route(HTTP.group(), HTTP.kind(), "infra", "front");
  }

  private Set<ResourceID> concerned(String kind, String namespace, String name) {
    return interest.concerned(
        new RouteInterest.Route("gateway.networking.k8s.io", kind, namespace, name), "7");
  }

  private static RouteKind kind(String kind) {
    return new RouteKind(
        "gateway.networking.k8s.io", List.of("v1", "v1beta1"), kind, "plural of " + kind);
  }
}
