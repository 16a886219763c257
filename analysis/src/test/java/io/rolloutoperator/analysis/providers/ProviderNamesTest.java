package io.rolloutoperator.analysis.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.MetricProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Before a run is made it can be told that it will have nobody to ask. */
class ProviderNamesTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {prometheus: {address: 'http://p', query: up}} |
          {web: {url: 'http://w'}} |
          {} |
          {job: {spec: {template: {}}}} | metric provider job is not available in this controller
          {datadog: {query: q}} | metric provider datadog is not available in this controller
          {newRelic: {query: q}} | metric provider newRelic is not available in this controller
          {kayenta: {address: a}} | metric provider kayenta is not available in this controller
          {plugin: {argoproj-labs/sample: {}}} | plugin argoproj-labs/sample not configured in configmap
          """)
  void whatIsMissingIsToldInTheWordsOfARun(String provider, String problem)
      throws JsonProcessingException {
    JsonNode tree = YAML.readTree(provider);
    assertThat(Decoder.decode(tree, MetricProvider.class, "provider"))
        .isInstanceOfSatisfying(
            Decoded.Valid.class,
            valid ->
                assertThat(ProviderNames.problem((MetricProvider) valid.value()).orElse(null))
                    .isEqualTo(problem));
  }
}
