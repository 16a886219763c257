package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A release with routes, and merges beside it. */
final class Ownership {

  private Ownership() {}

  private static final OwnershipMerge MERGE = new OwnershipMerge(List.of());

  static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: my-app, namespace: shop}
      spec:
        strategy:
          canary:
            canaryService: canary
            stableService: stable
            trafficRouting:
              managedRoutes: [{name: beta}]
              plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}
            steps: [{setHeaderRoute: {name: beta, match: [{headerName: X-Beta, headerValue: {exact: on}}]}}]
      status:
        canary:
          weights:
            canary: {weight: 30, serviceName: canary}
            stable: {weight: 70, serviceName: stable}
            additional: [{weight: 5, serviceName: trial}]
      """;

  static Merged merge(String desired, String live, String... others) {
    List<ObjectNode> objects = Stream.of(others).map(Fixture::yaml).toList();
    List<ObjectNode> rollouts =
        objects.stream().filter(o -> o.path("kind").asText().equals("Rollout")).toList();
    List<ObjectNode> scalers = objects.stream().filter(o -> !rollouts.contains(o)).toList();
    return MERGE.merge(
        yaml(desired),
        live.isEmpty() ? Optional.empty() : Optional.of(yaml(live)),
        new Workloads(rollouts, scalers));
  }
}
