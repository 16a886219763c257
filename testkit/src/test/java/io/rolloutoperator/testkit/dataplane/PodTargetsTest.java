package io.rolloutoperator.testkit.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import org.junit.jupiter.api.Test;

class PodTargetsTest {

  private final ObjectNode pod =
      Json.yaml(
              """
              metadata:
                name: shop-1
                namespace: team
                labels: {app: shop, rollouts-pod-template-hash: 6d4f, app.kubernetes.io/name: s}
                annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
              status: {phase: Running, podIP: 10.244.16.1}
              """)
          .getFirst();

  @Test
  void runningPodIsScrapedAtItsPortWithItsLabels() {
    assertThat(PodTargets.target(pod))
        .contains(
            Json.yaml(
                    """
                    targets: ["10.244.16.1:8080"]
                    labels:
                      app: shop
                      rollouts_pod_template_hash: 6d4f
                      app_kubernetes_io_name: s
                      namespace: team
                      pod: shop-1
                    """)
                .getFirst());
  }

  @Test
  void podThatDoesNotAskIsLeftAlone() {
    pod.withObjectProperty("metadata").remove("annotations");

    assertThat(PodTargets.target(pod)).isEmpty();
  }

  @Test
  void podThatDoesNotRunIsLeftAlone() {
    pod.withObjectProperty("status").put("phase", "Pending");
    assertThat(PodTargets.target(pod)).isEmpty();

    pod.withObjectProperty("status").put("phase", "Running").remove("podIP");
    assertThat(PodTargets.target(pod)).isEmpty();
  }
}
