package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.kube.rollout.RouteChange.Route;
import io.rolloutoperator.traffic.RouteQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteInterestTest {
  private static final ResourceID WEB = new ResourceID("web", "shop");
  private static final ResourceID API = new ResourceID("api", "shop");
  private static final String GROUP = "gateway.networking.k8s.io";
  private static final RouteKind HTTP =
      new RouteKind(GROUP, List.of("v1", "v1beta1"), "HTTPRoute", "httproutes");
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
  void aChangeConcernsWhoSelectsTheRouteByItsLabelsOrThoseThatItHad() {
    LabelSelector shop = new LabelSelector(Map.of("app", "shop"), List.of());
    interest.needs(WEB, List.of(new RouteQuery.Selected(HTTP, "infra", shop)));
    Route any = new Route(GROUP, "HTTPRoute", "infra", "any");
    assertThat(labelled(any, Set.of(Map.of("app", "shop")))).containsExactly(WEB);
    assertThat(labelled(any, Set.of(Map.of(), Map.of("app", "shop")))).containsExactly(WEB);
    assertThat(labelled(any, Set.of(Map.of("app", "other")))).isEmpty();
    assertThat(labelled(any, Set.of(Map.of()))).isEmpty();
    assertThat(
            labelled(new Route(GROUP, "HTTPRoute", "shop", "any"), Set.of(Map.of("app", "shop"))))
        .isEmpty();
  }

  @Test
  void whoHasSeenTheRouteAsItIsNeedNotLookAgain() {
    interest.needs(WEB, List.of(new RouteQuery.Named(FRONT)));
    interest.needs(API, List.of(new RouteQuery.Named(FRONT)));
    interest.saw(WEB, FRONT, "7");
    assertThat(concerned("HTTPRoute", "infra", "front")).containsExactly(API);
    interest.saw(WEB, FRONT, "8");
    assertThat(concerned("HTTPRoute", "infra", "front")).containsExactlyInAnyOrder(API, WEB);
  }

  @Test
  void aRouteThatIsGoneConcernsWhoHasSeenIt() {
    interest.needs(WEB, List.of(new RouteQuery.Named(FRONT)));
    interest.saw(WEB, FRONT, "7");
    Route front = new Route(GROUP, "HTTPRoute", "infra", "front");
    assertThat(interest.concerned(new RouteChange(front, Set.of(), ""))).containsExactly(WEB);
  }

  @Test
  void whatAnotherPassNeedsTakesThePlaceOfWhatTheLastOneNeeded() {
    interest.needs(WEB, List.of(new RouteQuery.Named(FRONT)));
    interest.needs(WEB, List.of(new RouteQuery.Named(new RouteRef(HTTP, "infra", "back"))));
    assertThat(concerned("HTTPRoute", "infra", "front")).isEmpty();
    assertThat(concerned("HTTPRoute", "infra", "back")).containsExactly(WEB);
    interest.needs(WEB, List.of());
    interest.saw(WEB, FRONT, "7");
    assertThat(concerned("HTTPRoute", "infra", "back")).isEmpty();
  }

  private Set<ResourceID> concerned(String kind, String namespace, String name) {
    return interest.concerned(
        new RouteChange(new Route(GROUP, kind, namespace, name), Set.of(Map.of()), "7"));
  }

  private Set<ResourceID> labelled(Route route, Set<Map<String, String>> labels) {
    return interest.concerned(new RouteChange(route, labels, "7"));
  }
}
