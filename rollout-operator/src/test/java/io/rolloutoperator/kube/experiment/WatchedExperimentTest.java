package io.rolloutoperator.kube.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of an Experiment that the API server sends. */
class WatchedExperimentTest {
  private static final String HEAD =
      "{'apiVersion':'argoproj.io/v1alpha1','kind':'Experiment','metadata':{'name':'e','namespace':"
          + "'ns','resourceVersion':'7','uid':'u','labels':{'a':'b'},'annotations':{'c':'d'},"
          + "'managedFields':[{'manager':'m'}]}";

  private final KubernetesSerialization serialization =
      new KubernetesSerialization(new ObjectMapper(), false);

  private WatchedExperiment read(String rest) {
    String json = (HEAD + rest).replace('\'', '"');
    WatchedExperiment listed = serialization.unmarshal(json, WatchedExperiment.class);
    GenericKubernetesResource sent = serialization.unmarshal(json, GenericKubernetesResource.class);
    WatchedExperiment watched = serialization.convertValue(sent, WatchedExperiment.class);
    assertThat(serialization.asJson(watched)).isEqualTo(serialization.asJson(listed));
    assertThat(watched.phase()).isEqualTo(listed.phase());
    return listed;
  }

  @Test
  void onlyItsNameItsVersionAndItsPhaseAreKept() {
    WatchedExperiment experiment =
        read(
            ",'spec':{'templates':[{'name':'t'}]},"
                + "'status':{'phase':'Running','templateStatuses':[{'name':'t'}]}}");

    assertThat(experiment.phase()).isEqualTo("Running");
    assertThat(serialization.asJson(experiment))
        .isEqualTo(
            ("{'apiVersion':'argoproj.io/v1alpha1','kind':'Experiment',"
                    + "'metadata':{'name':'e','namespace':'ns','resourceVersion':'7'}}")
                .replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "}",
        ",'status':null}",
        ",'status':'Running'}",
        ",'status':{}}",
        ",'status':{'phase':null}}",
        ",'status':{'phase':{'of':'mine'}}}",
        ",'spec':'x','status':[]}",
      })
  void oneWithoutASensiblePhaseHasNone(String rest) {
    assertThat(read(rest).phase()).isEmpty();
  }
}
