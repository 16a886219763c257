package io.rolloutoperator.traffic.gatewayapi;

import io.rolloutoperator.engine.traffic.RouteKind;
import java.util.List;
import java.util.Locale;

/** The kinds of routes, in the order they are edited. */
enum GatewayKind {
  HTTP("HTTPRoute", "backendRef was not found in httpRoute"),
  GRPC("GRPCRoute", "backendRef was not found in grpcRoute"),
  TCP("TCPRoute", "backendRef list was not found in tcpRoute"),
  TLS("TLSRoute", "backendRef list was not found in tlsRoute");

  private static final String GROUP = "gateway.networking.k8s.io";

  private final String kind;
  private final String backendNotFound;

  GatewayKind(String kind, String backendNotFound) {
    this.kind = kind;
    this.backendNotFound = backendNotFound;
  }

  /** Objects that let other namespaces refer to those of their own. */
  static RouteKind referenceGrant() {
    return new RouteKind(GROUP, List.of("v1", "v1beta1"), "ReferenceGrant", "referencegrants");
  }

  RouteKind kind() {
    return new RouteKind(GROUP, versions(), kind, kind.toLowerCase(Locale.ROOT) + "s");
  }

  /** Text of the event when no rule has both Services. */
  String backendNotFound() {
    return backendNotFound;
  }

  /** Whether its rules can match headers. */
  boolean headers() {
    return switch (this) {
      case HTTP, GRPC -> true;
      case TCP, TLS -> false;
    };
  }

  /** Newer standard CRDs serve TCP and TLS routes as v1 only, older ones as v1alpha2 only. */
  private List<String> versions() {
    return switch (this) {
      case HTTP, GRPC -> List.of("v1");
      case TCP, TLS -> List.of("v1", "v1alpha2");
    };
  }
}
