package io.rolloutoperator.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Fills a timeline and a history of pods from a namespace of the user's cluster. */
final class ClusterFeed implements AutoCloseable {

  static final ResourceDefinitionContext ROLLOUTS =
      new ResourceDefinitionContext.Builder()
          .withGroup("argoproj.io")
          .withVersion("v1alpha1")
          .withKind("Rollout")
          .withPlural("rollouts")
          .withNamespaced(true)
          .build();

  private final List<SharedIndexInformer<?>> informers;

  private ClusterFeed(List<SharedIndexInformer<?>> informers) {
    this.informers = informers;
  }

  /** Starts to follow the Rollouts and the pods of the namespace. */
  static ClusterFeed start(
      KubernetesClient client, String namespace, Timeline timeline, PodHistory pods) {
    Consumer<GenericKubernetesResource> rollout =
        object -> {
          var tree = Json.parse(client.getKubernetesSerialization().asJson(object));
          timeline.rollout(tree);
          AskedWeight.of(tree).ifPresent(timeline::weight);
        };
    return new ClusterFeed(
        List.of(
            client
                .genericKubernetesResources(ROLLOUTS)
                .inNamespace(namespace)
                .inform(handler(rollout, _ -> {})),
            client
                .pods()
                .inNamespace(namespace)
                .inform(
                    handler(
                        (Pod pod) -> pods.seen(Instant.now(), pod),
                        pod -> pods.gone(Instant.now(), pod)))));
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }

  private static <T> ResourceEventHandler<T> handler(Consumer<T> seen, Consumer<T> gone) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        seen.accept(object);
      }

      @Override
      public void onUpdate(T before, T object) {
        seen.accept(object);
      }

      @Override
      public void onDelete(T object, boolean finalStateUnknown) {
        gone.accept(object);
      }
    };
  }
}
