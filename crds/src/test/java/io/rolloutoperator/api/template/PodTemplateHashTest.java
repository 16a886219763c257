package io.rolloutoperator.api.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PodTemplateHashTest {

  private static final String CONTAINER =
      """
      {"name":"%s","image":"nginx:1.19-alpine","ports":[{"name":"http","containerPort":80,"protocol":"TCP"}],
       "resources":{"requests":{"cpu":"5m","memory":"16Mi"}}}""";
  private static final String PLAIN =
      """
      {"metadata":{"labels":{"app":"canary-scaledowndelay"}},"spec":{"containers":[%s]}}"""
          .formatted(CONTAINER.formatted("canary-scaledowndelay"));
  private static final String GATED =
      """
      {"metadata":{"labels":{"app":"dynamic-stable-scale"}},"spec":{"containers":[%s],
       "readinessGates":[{"conditionType":"argoproj.io/e2e-readiness"}]}}"""
          .formatted(CONTAINER.formatted("dynamic-stable-scale"));

  @Test
  void isTheOneKnownFromClusters() {
    assertThat(PodTemplateHash.of(TestData.json(PLAIN), null)).isEqualTo("674d8cf959");
    assertThat(PodTemplateHash.of(TestData.json(PLAIN), 1)).isEqualTo("dbc977b9d");
    assertThat(PodTemplateHash.of(TestData.json(GATED), null)).isEqualTo("6b56c8cdb4");
  }

  @Test
  void collisionCountZeroDiffersFromNone() {
    assertThat(PodTemplateHash.of(TestData.json(PLAIN), 0))
        .isNotEqualTo(PodTemplateHash.of(TestData.json(PLAIN), null));
  }

  /** Hashes seen in clusters: hash, collision count, template. */
  static Stream<Arguments> seen() {
    return TestData.rows("pod-template-hashes.tsv").stream()
        .map(row -> Arguments.of(row.get(0), row.get(1), row.get(2)));
  }

  @ParameterizedTest
  @MethodSource("seen")
  void isTheOneSeenInClusters(String hash, String collisionCount, String template) {
    Integer count = collisionCount.isEmpty() ? null : Integer.valueOf(collisionCount);
    assertThat(PodTemplateHash.of(TestData.json(template), count)).isEqualTo(hash);
  }

  /** Templates with values in all fields of the Go types, their keys sorted. */
  static Stream<Arguments> random() {
    return TestData.rows("random-templates.tsv").stream()
        .map(row -> Arguments.of(row.get(0), row.get(1)));
  }

  @ParameterizedTest
  @MethodSource("random")
  void isTheOneGoComputesForTemplatesOfAllFields(String hash, String template) {
    assertThat(PodTemplateHash.of(TestData.json(template), null)).isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                        | {"metadata":{},"spec":{"containers":null}}
          null                                      | {"metadata":{},"spec":{"containers":null}}
          "abc"                                     | {"metadata":{},"spec":{"containers":null}}
          {"spec":{"containers":[]}}                | {"metadata":{},"spec":{"containers":[]}}
          {"spec":{"containers":[{}]}}              | {"metadata":{},"spec":{"containers":[{"name":"","resources":{}}]}}
          {"spec":{"containers":[null]}}            | {"metadata":{},"spec":{"containers":[{"name":"","resources":{}}]}}
          {"spec":{"containers":"x","hostPID":true}} | {"metadata":{},"spec":{"containers":null,"hostPID":true}}
          {"metadata":{"creationTimestamp":null}}   | {"metadata":{},"spec":{"containers":null}}
          {"metadata":{"creationTimestamp":"2026-01-02T03:04:05.6+01:00"}} | {"metadata":{"creationTimestamp":"2026-01-02T02:04:05Z"},"spec":{"containers":null}}
          {"metadata":{"labels":{"b":"1","a":"<&>"}}} | {"metadata":{"labels":{"a":"\\u003c\\u0026\\u003e","b":"1"}},"spec":{"containers":null}}
          {"spec":{"nodeSelector":{},"hostNetwork":false,"shareProcessNamespace":false}} | {"metadata":{},"spec":{"containers":null,"shareProcessNamespace":false}}
          {"spec":{"volumes":[{"emptyDir":{"sizeLimit":1024}}]}} | {"metadata":{},"spec":{"volumes":[{"name":"","emptyDir":{"sizeLimit":"1024"}}],"containers":null}}
          {"spec":{"overhead":{"cpu":0.5,"memory":"1x"},"unknown":1}} | {"metadata":{},"spec":{"containers":null,"overhead":{"cpu":"500m","memory":"0"}}}
          {"spec":{"containers":[{"name":"a","livenessProbe":{"httpGet":{}}}]}} | {"metadata":{},"spec":{"containers":[{"name":"a","resources":{},"livenessProbe":{"httpGet":{"port":0}}}]}}
          {"spec":{"containers":[{"name":"a","livenessProbe":{"httpGet":{"port":"web"}}}]}} | {"metadata":{},"spec":{"containers":[{"name":"a","resources":{},"livenessProbe":{"httpGet":{"port":"web"}}}]}}
          {"spec":{"priority":5000000000,"terminationGracePeriodSeconds":30.0}} | {"metadata":{},"spec":{"containers":null,"terminationGracePeriodSeconds":30,"priority":0}}
          """)
  void hashesTheBytesGoWouldWrite(String template, String encoded) {
    assertThat(GoJson.text(PodTemplateHash.encoded(TestData.json(template)))).isEqualTo(encoded);
  }

  @Test
  void anAbsentTemplateIsTheEmptyOne() {
    assertThat(PodTemplateHash.of(NullNode.instance, null))
        .isEqualTo(PodTemplateHash.of(TestData.json("{}"), null));
  }
}
