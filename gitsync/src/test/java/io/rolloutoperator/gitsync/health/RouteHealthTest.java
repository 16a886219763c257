package io.rolloutoperator.gitsync.health;

import static io.rolloutoperator.gitsync.health.HealthRow.row;

import io.rolloutoperator.gitsync.health.Health.State;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row for each state of routes and Gateways. */
class RouteHealthTest {

  static Stream<Arguments> routes() {
    String head = "metadata: {generation: 2, creationTimestamp: '2026-01-01T00:00:01Z'}, status: ";
    String accepted = "{type: Accepted, status: 'True', observedGeneration: 2}";
    String resolved = "{type: ResolvedRefs, status: 'True', observedGeneration: 2}";
    String route = "gateway.networking.k8s.io/v1 HTTPRoute";
    String gateway = "gateway.networking.k8s.io/v1 Gateway";
    return Stream.of(
        row(route, head + parents(accepted, resolved), State.CURRENT, ""),
        row(
            route,
            head + parents(accepted),
            State.IN_PROGRESS,
            "gw ResolvedRefs is not known for this generation"),
        row(
            route,
            head
                + parents("{type: Accepted, status: 'False', observedGeneration: 1, message: old}"),
            State.IN_PROGRESS,
            "gw Accepted is not known for this generation"),
        row(
            route,
            head
                + parents(
                    "{type: Accepted, status: 'False', observedGeneration: 2, message: refused}"),
            State.FAILED,
            "gw Accepted is False: refused"),
        row(
            "gateway.networking.k8s.io/v1 GRPCRoute",
            head
                + parents(
                    accepted,
                    "{type: ResolvedRefs, status: 'False', observedGeneration: 2, message: no svc}"),
            State.FAILED,
            "gw ResolvedRefs is False: no svc"),
        row(
            route,
            head + "{parents: []}, spec: {parentRefs: [{name: gw}]}",
            State.IN_PROGRESS,
            "no controller has accepted it yet"),
        row(
            route,
            "metadata: {generation: 1, creationTimestamp: '2026-01-01T00:00:00Z'}, spec: {parentRefs: [{name: gw}]}",
            State.CURRENT,
            "no controller reports about it"),
        row(route, head + "{parents: []}, spec: {}", State.CURRENT, "it belongs to no Gateway"),
        row(gateway, head + "{conditions: [" + accepted + "]}", State.CURRENT, ""),
        row(
            gateway,
            head
                + "{conditions: ["
                + accepted
                + "], listeners: [{name: web, conditions: [{type: ResolvedRefs, status: 'False', message: cert}]}]}",
            State.FAILED,
            "web ResolvedRefs is False: cert"),
        row(
            gateway,
            head + "{conditions: [{type: Accepted, status: Unknown, reason: Pending}]}",
            State.IN_PROGRESS,
            "no controller has accepted it yet"));
  }

  private static String parents(String... conditions) {
    return "{parents: [{parentRef: {name: gw}, conditions: [%s]}]}"
        .formatted(String.join(", ", conditions));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteIsAsItsParentsSay(String kind, String rest, State state, String message) {
    HealthRow.check(kind, rest, state, message);
  }
}
