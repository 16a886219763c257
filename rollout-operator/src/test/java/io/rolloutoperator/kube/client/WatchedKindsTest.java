package io.rolloutoperator.kube.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By which class a watch hands out what the API server sends. */
class WatchedKindsTest {
  private final ApiClients clients =
      ApiClients.open(
          new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:1").build(),
          "test",
          LeaseFence.unfenced("test"),
          (target, status) -> {},
          Optional.empty());

  private Object object(String type, String json) {
    return clients
        .reading()
        .getKubernetesSerialization()
        .unmarshal("{\"type\": \"%s\", \"object\": %s}".formatted(type, json), WatchEvent.class)
        .getObject();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void theEndOfAWatchIsAStatus() {
    Object object =
        object("ERROR", "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 410}");

    assertThat(object)
        .isInstanceOfSatisfying(Status.class, it -> assertThat(it.getCode()).isEqualTo(410));
  }

  @Test
  void whatIsWatchedHasItsClass() {
    clients.watches(Service.class);
    clients.watches(Rollout.class);

    assertThat(object("ADDED", "{\"kind\": \"Service\", \"apiVersion\": \"v1\"}"))
        .isInstanceOf(Service.class);
    assertThat(object("ADDED", "{\"kind\": \"Rollout\", \"apiVersion\": \"argoproj.io/v1alpha1\"}"))
        .isInstanceOf(Rollout.class);
  }

  @Test
  void aReplicaSetStaysATreeWithFieldsThatTheClientDoesNotKnow() {
    clients.watches(ReplicaSetTree.class);

    Object object =
        object(
            "MODIFIED",
            "{\"kind\": \"ReplicaSet\", \"apiVersion\": \"apps/v1\", \"spec\": {\"ofTomorrow\": {\"a\": null}}}");

    assertThat(object)
        .isInstanceOfSatisfying(
            ReplicaSetTree.class,
            it -> assertThat(it.getSpec().toString()).isEqualTo("{\"ofTomorrow\":{\"a\":null}}"));
  }

  @Test
  void managedFieldsArePassedOverAndWhatStandsBesideThemIsRead() {
    clients.watches(Rollout.class);
    String metadata =
        """
        {"name": "web", "managedFields": [{"manager": "m", "fieldsV1": {"f:spec": {}}}], "labels": {"a": "b"}}
        """;

    for (String kind :
        List.of(
            "\"kind\": \"Rollout\", \"apiVersion\": \"argoproj.io/v1alpha1\"",
            "\"kind\": \"HTTPRoute\", \"apiVersion\": \"gateway.networking.k8s.io/v1\"")) {
      assertThat(object("ADDED", "{%s, \"metadata\": %s}".formatted(kind, metadata)))
          .isInstanceOfSatisfying(
              HasMetadata.class,
              it -> {
                assertThat(it.getMetadata().getManagedFields()).isEmpty();
                assertThat(it.getMetadata().getAdditionalProperties()).isEmpty();
                assertThat(it.getMetadata().getName()).isEqualTo("web");
                assertThat(it.getMetadata().getLabels()).containsEntry("a", "b");
              });
    }
  }

  @Test
  void otherKindsAreNotLookedFor() {
    assertThat(object("ADDED", "{\"kind\": \"ConfigMap\", \"apiVersion\": \"v1\"}"))
        .isInstanceOf(GenericKubernetesResource.class);
  }
}
