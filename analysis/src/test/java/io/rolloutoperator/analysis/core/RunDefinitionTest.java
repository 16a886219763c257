package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDefinitionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metrics: []                                            | no metrics specified",
        "metrics: [{name: x, P}, {name: x, P}]                  | metrics[1]: duplicate name 'x'",
        "metrics: [{name: m, P, consecutiveSuccessLimit: -1}]   | metrics[0]: consecutiveSuccessLimit must be >= 0",
        "metrics: [{name: m, P, failureLimit: -2}]              | metrics[0]: failureLimit must be >= 0, or -1 to be disabled",
        "metrics: [{name: m, P, failureLimit: -1}]              | metrics[0]: failureLimit and consecutiveSuccessLimit cannot both be disabled",
        "metrics: [{name: m, P, inconclusiveLimit: -1}]         | metrics[0]: inconclusiveLimit must be >= 0",
        "metrics: [{name: m, P, consecutiveErrorLimit: -1}]     | metrics[0]: consecutiveErrorLimit must be >= 0",
        "metrics: [{name: m, P, count: 1, failureLimit: 2}]     | metrics[0]: count (1) must be >= failureLimit + consecutiveSuccessLimit (2 + 0) if both >= 0",
        "metrics: [{name: m, P, count: 2, interval: 1s, failureLimit: 1, consecutiveSuccessLimit: 2}] | metrics[0]: count (2) must be >= failureLimit + consecutiveSuccessLimit (1 + 2) if both >= 0",
        "metrics: [{name: m, P, count: 1, failureLimit: 2147483647, consecutiveSuccessLimit: 2147483647}] | metrics[0]: count (1) must be >= failureLimit + consecutiveSuccessLimit (2147483647 + 2147483647) if both >= 0",
        "metrics: [{name: m, P, count: 1, failureLimit: -1, consecutiveSuccessLimit: 2}] | metrics[0]: count must be >= consecutiveSuccessLimit",
        "metrics: [{name: m, P, count: 1, inconclusiveLimit: 2}] | metrics[0]: count must be >= inconclusiveLimit",
        "metrics: [{name: m, P, count: 5}]                      | metrics[0]: interval must be specified when count > 1",
        "metrics: [{name: m, P, count: '5'}]                    | metrics[0]: interval must be specified when count > 1",
        "metrics: [{name: m, P, interval: 5x}]                  | metrics[0]: invalid interval string: time: unknown unit \"x\" in duration \"5x\"",
        "metrics: [{name: m, P, interval: -1s}]                 | metrics[0]: invalid interval string: negative duration \"-1s\"",
        "metrics: [{name: m, P, initialDelay: abc}]             | metrics[0]: invalid startDelay string: time: invalid duration \"abc\"",
        "metrics: [{name: m, provider: {}}]                     | metrics[0]: no provider specified",
        "metrics: [{name: m}]                                   | metrics[0]: no provider specified",
        "metrics: [{name: m, provider: {web: {url: x}, prometheus: {query: x}}}] | metrics[0]: multiple providers specified",
        "metrics: [{name: m, provider: {plugin: {a: {}, b: {}}}}] | metrics[0]: multiple providers specified",
        "dryRun: [{metricName: nope}], metrics: [{name: m, P}]  | dryRun[0]: Rule didn't match any metric name(s)",
        "measurementRetention: [{metricName: m, limit: 1}, {metricName: nope, limit: 1}], metrics: [{name: m, P}] | measurementRetention[1]: Rule didn't match any metric name(s)",
        "dryRun: [{metricName: '('}], metrics: [{name: m, P}]   | dryRun[0]: invalid metricName pattern \"(\": missing closing )",
      })
  void anInvalidSpecIsNamed(String spec, String problem) {
    assertThat(outcome(spec)).isEqualTo("Analysis spec invalid: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "args: [{name: x}], metrics: [{name: m, provider: {web: {url: '{{args.x}}'}}}] | argument \"x\" was not supplied",
        "metrics: [{name: m, provider: {web: {url: '{{args.y}}'}}}] | failed to resolve {{args.y}}",
        "metrics: [{name: m, provider: {web: {url: '{{ other }}'}}}] | failed to resolve {{other}}",
        "args: [{name: x, valueFrom: {fieldRef: {fieldPath: metadata.name}}}], metrics: [{name: m, P}] | argument \"x\" was not supplied",
      })
  void anUnresolvedArgumentIsNamed(String spec, String problem) {
    assertThat(outcome(spec)).isEqualTo("Unable to resolve metric arguments: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metrics: [{name: m, P, count: many}]",
        "metrics: [{name: m, P, count: 0, failureLimit: 3}]",
        "metrics: [{name: m, P, count: 3, interval: 1s, failureLimit: 3}]",
        "metrics: [{name: m, P, interval: 1s, failureLimit: -1, consecutiveSuccessLimit: '2'}]",
        "metrics: [{name: m, provider: {plugin: {a: {}}}}]",
      })
  void aValidSpecIsAccepted(String spec) {
    assertThat(define(spec, Duration.ZERO)).isInstanceOf(Resolution.Resolved.class);
  }

  @Test
  void aPatternOfATenantTakesLinearTime() {
    String name = "a".repeat(30_000) + "!";
    long start = System.nanoTime();
    assertThat(outcome("dryRun: [{metricName: '(a+)+$'}], metrics: [{name: " + name + ", P}]"))
        .endsWith("dryRun[0]: Rule didn't match any metric name(s)");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void onlyIntervalsThatMatterAreRaised() {
    RunDefinition run =
        ((Resolution.Resolved<RunDefinition>)
                define(
                    "metrics: [{name: a, P, interval: 1s, count: 1}, {name: b, P, interval: 1s}, {name: c, P, interval: 6s}]",
                    Duration.ofSeconds(5)))
            .value();
    assertThat(run.warnings())
        .containsExactly("metrics[1]: interval 1s is below the minimum 5s; measured every 5s");
    assertThat(run.metrics())
        .extracting(MetricDefinition::interval)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(6));
  }

  private static String outcome(String spec) {
    return Yaml.outcome(define(spec, Duration.ZERO));
  }

  private static Resolution<RunDefinition> define(String spec, Duration minimumInterval) {
    String complete =
        "{"
            + spec.replaceAll(Pattern.quote("P") + "(?=[,}])", "provider: {prometheus: {query: q}}")
            + "}";
    return RunDefinition.of(Yaml.decode(complete, AnalysisRunSpec.class), minimumInterval);
  }
}
