package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.DryRun;
import io.rolloutoperator.api.analysis.MeasurementRetention;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMergeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{metrics: [{name: x}]}, {metrics: [{name: x}]}]              | two metrics have the same name 'x'",
        "[{args: [{name: a, value: '1'}]}, {args: [{name: a, value: '2'}]}] | Argument `a` specified multiple times with different values: '1', '2'",
        "[{args: [{name: needed}]}]                                    | args.needed was not resolved",
        "[{dryRun: [{metricName: x}]}, {dryRun: [{metricName: x}]}]    | two Dry-Run metric rules have the same name 'x'",
        "[{measurementRetention: [{metricName: x, limit: 1}, {metricName: x, limit: 2}]}] | two Measurement Retention metric rules have the same name 'x'",
        "[{args: [{name: a, value: v, valueFrom: {secretKeyRef: {name: s, key: k}}}]}] | arg 'a' has both Value and ValueFrom fields",
      })
  void templatesThatDoNotFitAreNamed(String templates, String problem) {
    assertThat(Yaml.outcome(merge(templates, List.of()))).isEqualTo(problem);
  }

  @Test
  void aGivenArgumentReplacesADefaultAndAnUndeclaredOneIsDropped() {
    assertThat(
            args(
                "[{args: [{name: a, value: '1'}, {name: b}, {name: c, value: '3'}]}, {args: [{name: b, value: '2'}, {name: c, value: '3'}]}]",
                List.of(new Argument("a", "given", null), new Argument("z", "x", null))))
        .isEqualTo(
            "[{\"name\":\"a\",\"value\":\"given\"},{\"name\":\"b\",\"value\":\"2\"},{\"name\":\"c\",\"value\":\"3\"}]");
  }

  @Test
  void aGivenValueReplacesASecret() {
    assertThat(
            args(
                "[{args: [{name: a, valueFrom: {secretKeyRef: {name: s, key: k}}}]}]",
                List.of(new Argument("a", "", null))))
        .isEqualTo("[{\"name\":\"a\",\"value\":\"\"}]");
  }

  @Test
  void rulesOfTemplatesAndOwnerAreJoined() {
    Resolution<AnalysisRunSpec> spec =
        TemplateMerge.runSpec(
            templates("[{metrics: [{name: m}], dryRun: [{metricName: a}]}]"),
            List.of(),
            List.of(new DryRun("b")),
            List.of(new MeasurementRetention("c", 3)));
    assertThat(Yaml.outcome(spec.map(Encoder::encode)))
        .isEqualTo(
            "{\"metrics\":[{\"name\":\"m\"}],\"dryRun\":[{\"metricName\":\"a\"},{\"metricName\":\"b\"}],"
                + "\"measurementRetention\":[{\"metricName\":\"c\",\"limit\":3}]}");
  }

  @Test
  void anAbsentAuthenticationIsWrittenAsTheReferenceClientWritesIt() {
    Resolution<AnalysisRunSpec> spec =
        merge(
            "[{metrics: [{name: m, provider: {prometheus: {query: q}}}, {name: w, provider: {web: {url: u, authentication: {basicAuth: {username: x}}}}}]}]",
            List.of());
    String none = "{\"sigv4\":{},\"oauth2\":{},\"basicAuth\":{}}";
    assertThat(
            Yaml.outcome(
                spec.map(
                    s -> Encoder.encode(s).at("/metrics/0/provider/prometheus/authentication"))))
        .isEqualTo(none);
    assertThat(
            Yaml.outcome(
                spec.map(s -> Encoder.encode(s).at("/metrics/1/provider/web/authentication"))))
        .isEqualTo(none.replace("\"basicAuth\":{}", "\"basicAuth\":{\"username\":\"x\"}"));
  }

  private static String args(String templates, List<Argument> given) {
    return Yaml.outcome(merge(templates, given).map(spec -> Encoder.encode(spec).path("args")));
  }

  private static Resolution<AnalysisRunSpec> merge(String templates, List<Argument> given) {
    return TemplateMerge.runSpec(templates(templates), given, List.of(), List.of());
  }

  private static List<AnalysisTemplateSpec> templates(String yaml) {
    List<AnalysisTemplateSpec> specs = new ArrayList<>();
    for (JsonNode template : Yaml.tree(yaml)) {
      specs.add(Yaml.decode(template.toString(), AnalysisTemplateSpec.class));
    }
    return specs;
  }
}
