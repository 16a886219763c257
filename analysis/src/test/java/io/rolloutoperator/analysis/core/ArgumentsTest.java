package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import io.rolloutoperator.api.analysis.ValueFrom;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  private static final SecretKeyRef TOKEN = new SecretKeyRef("sec", "token");

  @Test
  void everyTextOfAMetricIsSubstituted() {
    Metric metric =
        Yaml.decode(
            """
            name: m
            count: "{{args.n}}"
            successCondition: result > {{ args.n }}
            provider:
              job:
                spec:
                  "{{args.key}}": [{image: "web:{{args.tag}}-{{args.tag}}"}]
            """,
            Metric.class);
    Resolution<Metric> resolved =
        Arguments.resolve(
            metric, List.of(plain("n", "3"), plain("key", "k"), plain("tag", "v1")), Map.of());
    assertThat(Yaml.outcome(resolved.map(Encoder::encode)))
        .isEqualTo(
            "{\"name\":\"m\",\"count\":\"3\",\"successCondition\":\"result > 3\","
                + "\"provider\":{\"job\":{\"spec\":{\"k\":[{\"image\":\"web:v1-v1\"}]}}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"}, \"x\": {\"",
        "line\nbreak\r\ttab",
        "back\\slash",
        "{{args.x}}",
        "$1",
        "\u0001\u00e9\ud83d\ude00"
      })
  void noValueLeavesTheTextItStandsIn(String value) {
    assertThat(query("<{{args.x}}>", List.of(plain("x", value)))).isEqualTo("<" + value + ">");
  }

  @Test
  void anOpenTagIsText() {
    assertThat(query("a {{ b } c", List.of())).isEqualTo("a {{ b } c");
  }

  @Test
  void aSecretIsSubstitutedByItsValue() {
    Argument secret = new Argument("x", null, new ValueFrom(TOKEN, null));
    Resolution<Metric> resolved =
        Arguments.resolve(metric("{{args.x}}"), List.of(secret), Map.of(TOKEN, "s3cr3t"));
    assertThat(queryOf(resolved)).isEqualTo("s3cr3t");
  }

  @Test
  void onlySecretsThatAMetricUsesAreItsSecrets() {
    Argument secret = new Argument("x", null, new ValueFrom(TOKEN, null));
    Argument other = new Argument("y", null, new ValueFrom(new SecretKeyRef("sec", "other"), null));
    assertThat(
            Arguments.secretsIn(
                metric("{{args.x}} {{args.z}}"), List.of(secret, other, plain("z", "1"))))
        .containsExactly(TOKEN);
    assertThat(Arguments.secretsIn(metric("q"), List.of(secret))).isEmpty();
  }

  @Test
  void argumentsAreBounded() {
    List<Argument> many = IntStream.range(0, 65).mapToObj(i -> plain("a" + i, "")).toList();
    assertThat(query("q", many)).isEqualTo("65 arguments: at most 64 are allowed");
    assertThat(query("q", List.of(plain("x", "é".repeat(2049)))))
        .isEqualTo("argument \"x\" is larger than 4 KiB");
    assertThat(query("q", List.of(plain("x", "é".repeat(2048))))).isEqualTo("q");
  }

  private static String query(String query, List<Argument> args) {
    return queryOf(Arguments.resolve(metric(query), args, Map.of()));
  }

  private static String queryOf(Resolution<Metric> resolved) {
    return Yaml.outcome(
        resolved.map(
            metric -> Encoder.encode(metric).at("/provider/prometheus/query").textValue()));
  }

  private static Metric metric(String query) {
    Metric metric =
        Yaml.decode("{name: m, provider: {prometheus: {query: \"{{args.q}}\"}}}", Metric.class);
    Resolution<Metric> filled = Arguments.resolve(metric, List.of(plain("q", query)), Map.of());
    return ((Resolution.Resolved<Metric>) filled).value();
  }

  private static Argument plain(String name, String value) {
    return new Argument(name, value, null);
  }
}
