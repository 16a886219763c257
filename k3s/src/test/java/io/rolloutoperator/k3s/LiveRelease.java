package io.rolloutoperator.k3s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A Rollout with two replicas in the namespace default, whose next version waits at half. */
record LiveRelease(K3sCluster cluster, String name) {
  /** Does nothing, and does it well. */
  static final String IMAGE = "registry.k8s.io/pause:3.10";

  private static final String HALF = "{setWeight: 50}, {pause: {}}";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  /** Deploys version {@code v1} anew and waits until it is healthy. */
  static LiveRelease deploy(K3sCluster cluster, String name) {
    LiveRelease release = new LiveRelease(cluster, name);
    var _ = release.resource().delete();
    cluster.await("no " + name + " is left", () -> release.pods().isEmpty());
    release.apply("v1", IMAGE);
    release.awaitPhase("Healthy");
    return release;
  }

  /**
   * Applies a version.
   *
   * @param version an annotation of its pods
   */
  void apply(String version, String image) {
    apply(version, image, HALF);
  }

  /** The same with other steps. */
  void apply(String version, String image, String steps) {
    cluster.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: %1$s}
        spec:
          replicas: 2
          progressDeadlineSeconds: 60
          selector: {matchLabels: {app: %1$s}}
          strategy: {canary: {maxUnavailable: 0, steps: [%4$s]}}
          template:
            metadata: {labels: {app: %1$s}, annotations: {version: %2$s}}
            spec: {containers: [{name: main, image: "%3$s"}]}
        """
            .formatted(name, version, image, steps));
  }

  void awaitPhase(String phase) {
    cluster.await(
        name + " is " + phase,
        () -> {
          JsonNode seen = JSON.valueToTree(resource().require());
          return seen.at("/metadata/generation")
                  .asText()
                  .equals(seen.at("/status/observedGeneration").asText())
              && seen.at("/status/phase").asText().equals(phase);
        });
  }

  JsonNode status() {
    JsonNode rollout = JSON.valueToTree(resource().require());
    return rollout.path("status");
  }

  void patch(String patch) {
    var _ = resource().patch(MERGE, patch);
  }

  /** As the kubectl plugin does: goes past the pause. */
  void promote() {
    patchStatus("{\"status\": {\"pauseConditions\": null}}");
  }

  /** As the kubectl plugin does: promote, abort and retry are changes of the status. */
  void patchStatus(String patch) {
    var _ = resource().subresource("status").patch(MERGE, patch);
  }

  private Resource<GenericKubernetesResource> resource() {
    return cluster
        .client()
        .genericKubernetesResources("argoproj.io/v1alpha1", "Rollout")
        .inNamespace("default")
        .withName(name);
  }

  /** Pods that are there to stay. */
  List<Pod> pods() {
    return cluster
        .client()
        .pods()
        .inNamespace("default")
        .withLabel("app", name)
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  /** The versions of its ready pods, in order. */
  List<String> ready() {
    return pods().stream()
        .filter(K3sCluster::isReady)
        .map(pod -> pod.getMetadata().getAnnotations().get("version"))
        .sorted()
        .toList();
  }

  Set<String> uids() {
    return pods().stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
  }
}
