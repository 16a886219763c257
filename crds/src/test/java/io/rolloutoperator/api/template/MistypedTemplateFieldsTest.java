package io.rolloutoperator.api.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strict decoding by the API server refuses is found before. */
class MistypedTemplateFieldsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {metadata: {labels: {app: 5}}} | t.metadata.labels[app]: expected a string, got number 5
          {metadata: {annotations: {scrape: true}}} | t.metadata.annotations[scrape]: expected a string, got boolean
          {spec: {containers: foo}} | t.spec.containers: expected a list, got string
          {spec: {containers: [{env: [{name: a, value: 5}]}]}} | t.spec.containers[0].env[0].value: expected a string, got number 5
          {spec: {containers: [{args: [-p, 80]}]}} | t.spec.containers[0].args[1]: expected a string, got number 80
          {spec: {containers: [{command: sh}]}} | t.spec.containers[0].command: expected a list, got string
          {spec: {containers: [{ports: [{containerPort: '80'}]}]}} | t.spec.containers[0].ports[0].containerPort: expected a 32-bit integer, got string
          {spec: {containers: [{ports: [{containerPort: 5000000000}]}]}} | t.spec.containers[0].ports[0].containerPort: expected a 32-bit integer, got number 5000000000
          {spec: {containers: [{ports: [{containerPort: 80.5}]}]}} | t.spec.containers[0].ports[0].containerPort: expected a 32-bit integer, got number 80.5
          {spec: {hostNetwork: 'yes'}} | t.spec.hostNetwork: expected a boolean, got string
          {spec: {terminationGracePeriodSeconds: 1s}} | t.spec.terminationGracePeriodSeconds: expected a 64-bit integer, got string
          {spec: {containers: [{resources: {limits: {cpu: [1]}}}]}} | t.spec.containers[0].resources.limits[cpu]: expected a quantity, got list
          {spec: {containers: [{livenessProbe: {httpGet: {port: true}}}]}} | t.spec.containers[0].livenessProbe.httpGet.port: expected a 32-bit integer or a string, got boolean
          {spec: {securityContext: []}} | t.spec.securityContext: expected an object, got list
          {spec: {containers: [{ports: [{containerPort: 80.0}], env: [{name: a, value: null}]}]}} |
          {spec: {containers: [{resources: {limits: {cpu: 1, memory: 1Gi}}, livenessProbe: {httpGet: {port: http}}}]}} |
          {spec: {unknown: 5}} |
          {} |
          """)
  void aValueOfAWrongTypeIsNamed(String template, String mistake) throws JsonProcessingException {
    JsonNode tree = YAML.readTree(template);
    String all =
        MistypedTemplateFields.of(tree, "t").stream()
            .map(each -> each.path() + ": " + each.text())
            .reduce((one, other) -> one + "; " + other)
            .orElse(null);
    assertThat(all).isEqualTo(mistake);
  }
}
