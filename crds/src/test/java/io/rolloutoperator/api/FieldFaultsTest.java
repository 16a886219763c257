package io.rolloutoperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.gitsync.GitSyncSpec;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.schema.FieldFault;
import io.rolloutoperator.api.schema.FieldFaults;
import io.rolloutoperator.api.template.TemplateFaults;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldFaultsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new AssertionError(yaml, e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} |",
        "{replicas: 1, strategy: {canary: {}}} |",
        "{replica: 1} | spec.replica",
        "{Replicas: 1} | spec.Replicas",
        "{strategy: {canary: {steps: [{setWeight: 1}, {setWait: 1}]}}} | spec.strategy.canary.steps[1].setWait",
        "{strategy: {canary: {trafficRouting: {plugins: {x/y: {any: thing}}}}}} |",
        "{selector: {matchLabels: {any.where/key: x}, matchExpression: []}} | spec.selector.matchExpression",
        "{template: {spec: {containers: [{name: a, img: b}]}}} | spec.template.spec.containers[0].img",
        "{template: {spec: {nodeSelector: {any: x}, volumes: [{name: v, emptyDir: {sizelimit: 1}}]}}} |"
            + " spec.template.spec.volumes[0].emptyDir.sizelimit",
        "{strategy: 5, template: [], replicas: {}} |",
      })
  void ofRollouts(String spec, String path) {
    assertThat(FieldFaults.unknown(tree(spec), RolloutSpec.class, "spec"))
        .isEqualTo(path == null ? List.of() : List.of(path));
  }

  @Test
  void ofRenamedComponents() {
    JsonNode spec = tree("{wait: true, awaitHealth: true, writeBack: {apiURL: x, apiUrl: y}}");
    assertThat(FieldFaults.unknown(spec, GitSyncSpec.class, "spec"))
        .containsExactly("spec.awaitHealth", "spec.writeBack.apiUrl");
  }

  @Test
  void ofThePodsOfAJob() {
    JsonNode spec =
        tree(
            "{metrics: [{name: m, provider: {job: {spec: {backoffLimit: 1, template: {spec: {container: []}}}}}}]}");
    assertThat(FieldFaults.unknown(spec, AnalysisTemplateSpec.class, "spec"))
        .containsExactly("spec.metrics[0].provider.job.spec.template.spec.container");
  }

  @Test
  void ofMetadata() {
    assertThat(
            TemplateFaults.ofMetadata(
                tree("{name: x, lables: {}, annotations: {a: b}}"), "metadata"))
        .containsExactly(new FieldFault.Unknown("metadata.lables"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{spec: {containers: {}}} | template.spec.containers | expected a list, got object",
        "{spec: {containers: [x]}} | template.spec.containers[0] | expected an object, got string",
        "{spec: {containers: [{image: 5}]}} | template.spec.containers[0].image | expected a string, got number",
        "{spec: {containers: [{ports: [{containerPort: '80'}]}]}} | template.spec.containers[0].ports[0].containerPort |"
            + " expected a 32-bit integer, got string",
        "{spec: {hostNetwork: 'yes'}} | template.spec.hostNetwork | expected a boolean, got string",
        "{spec: {activeDeadlineSeconds: 1.5}} | template.spec.activeDeadlineSeconds | expected a 64-bit integer, got number",
        "{spec: {nodeSelector: {a: 5}}} | template.spec.nodeSelector[a] | expected a string, got number",
        "{metadata: []} | template.metadata | expected an object, got list",
      })
  void typesInPodTemplates(String template, String path, String problem) {
    assertThat(TemplateFaults.of(tree(template), "template"))
        .containsExactly(new FieldFault.WrongType(path, problem));
  }

  @Test
  void whatKubernetesTakes() {
    JsonNode template =
        tree(
            "{metadata: {creationTimestamp: null}, spec: {containers: [{name: a, resources: {limits: {cpu: 1, memory:"
                + " 1Gi}}, livenessProbe: {httpGet: {port: http}}, readinessProbe: {httpGet: {port: 80}}}]}}");
    assertThat(TemplateFaults.of(template, "template")).isEmpty();
  }
}
