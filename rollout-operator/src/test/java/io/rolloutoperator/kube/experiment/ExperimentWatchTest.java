package io.rolloutoperator.kube.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.fence.LeaseFence;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExperimentWatchTest {

  /** Git sync watches what is in Git with the same client. */
  @Test
  void otherWatchesGetExperimentsWhole() {
    try (ApiClients clients =
            ApiClients.open(
                new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:1").build(),
                "test",
                LeaseFence.unfenced("test"),
                (target, status) -> {},
                Optional.empty());
        SharedIndexInformer<WatchedExperiment> informer =
            ExperimentWatch.informer(clients, "", "!a")) {
      assertThat(informer.getApiTypeClass()).isEqualTo(WatchedExperiment.class);
      Object sent =
          clients
              .reading()
              .getKubernetesSerialization()
              .unmarshal(
                  "{\"type\": \"ADDED\", \"object\": {\"kind\": \"Experiment\","
                      + " \"apiVersion\": \"argoproj.io/v1alpha1\", \"spec\": {\"a\": \"b\"}}}",
                  WatchEvent.class)
              .getObject();
      assertThat(sent)
          .isInstanceOfSatisfying(
              GenericKubernetesResource.class,
              whole -> assertThat(whole.<String>get("spec", "a")).isEqualTo("b"));
    }
  }
}
