package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.template.PodTemplateHash;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEMPLATE =
      "{\"spec\": {\"containers\": [{\"name\": \"main\", \"image\": \"app:v1\"}]}}";
  private static final ObjectNode ROLLOUT =
      json(
          """
          {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout",
           "metadata": {"name": "my-app", "namespace": "shop", "uid": "u", "generation": 1},
           "spec": {"template": %s}}
          """
              .formatted(TEMPLATE));

  @Test
  void withoutACountOfCollisionsTheHashIsTheControllers() {
    assertThat(facts(List.of()).desiredHash()).isEqualTo(PodTemplateHash.of(json(TEMPLATE), null));
  }

  @Test
  void aReplicaSetOfTheSameMeaningNamesTheTemplate() {
    ObjectNode owned =
        json(
            """
            {"metadata": {"labels": {"rollouts-pod-template-hash": "older"},
                          "ownerReferences": [{"uid": "u"}]},
             "spec": {"template": {"metadata": {"labels": {"rollouts-pod-template-hash": "older"}},
               "spec": {"restartPolicy": "Always",
                 "containers": [{"name": "main", "image": "app:v1"}]}}}}
            """);
    assertThat(facts(List.of(owned)).desiredHash()).isEqualTo("older");
  }

  @Test
  void aRolloutThatRefersToAWorkloadHasItsTemplate() {
    Manifest rollout =
        manifest(
            """
            {"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout",
             "metadata": {"name": "my-app", "namespace": "shop"},
             "spec": {"workloadRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "w"}}}
            """);
    assertThat(Templates.template(rollout, List.of(rollout, workload("w"))))
        .isEqualTo(json(TEMPLATE));
    assertThat(Templates.template(rollout, List.of(rollout, workload("another"))).isMissingNode())
        .isTrue();
  }

  private static Manifest workload(String name) {
    return manifest(
        """
        {"apiVersion": "apps/v1", "kind": "Deployment",
         "metadata": {"name": "%s", "namespace": "shop"}, "spec": {"template": %s}}
        """
            .formatted(name, TEMPLATE));
  }

  private static Manifest manifest(String object) {
    return new Manifest(json(object), new Origin("app.yaml", 1));
  }

  private static TemplateFacts facts(List<ObjectNode> replicaSets) {
    Manifest manifest = new Manifest(ROLLOUT, new Origin("rollout.yaml", 1));
    return Templates.of(List.of(manifest), List.of(ROLLOUT), replicaSets)
        .getOrDefault(manifest.id(), TemplateFacts.NONE);
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
