package io.rolloutoperator.api.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rolloutoperator.api.template.TemplateComparison.Different;
import io.rolloutoperator.api.template.TemplateComparison.Same;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateEqualityTest {

  /** Templates as written, and as a real API server stored them. */
  static Stream<Arguments> stored() {
    List<Arguments> pairs = new ArrayList<>();
    TestData.yaml(TestData.text("stored-templates.yaml"))
        .forEach(
            p ->
                pairs.add(
                    Arguments.of(p.path("about").asText(), p.get("written"), p.get("stored"))));
    return pairs.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stored")
  void whatTheApiServerStoredIsWhatWasWritten(String about, JsonNode written, JsonNode stored) {
    assertThat(compare(stored, written)).isEqualTo(new Same());
    assertThat(compare(written, stored)).isEqualTo(new Same());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stored")
  void everyChangeOfAStoredValueIsADifference(String about, JsonNode written, JsonNode stored) {
    for (String path : leaves("", stored)) {
      JsonNode changed = stored.deepCopy();
      change(changed, path);
      assertThat(compare(changed, written)).as(path).isInstanceOf(Different.class);
    }
  }

  @Test
  void templatesAreTheSameJustWhenTheApiServerStoresThemTheSame() {
    List<Object[]> pairs = stored().map(Arguments::get).toList();
    for (Object[] one : pairs) {
      for (Object[] other : pairs) {
        assertThat(compare((JsonNode) one[2], (JsonNode) other[1]) instanceof Same)
            .as("%s / %s", one[0], other[0])
            .isEqualTo(one[2].equals(other[2]));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"spec":{"containers":[{"name":"a","image":"a:1"}]}}   | {"spec":{"containers":[{"name":"a","image":"a:2"}]}} | spec.containers[0].image is "a:1", wanted "a:2"
          {"spec":{"nodeName":"n"}}                              | {}                                     | spec.nodeName is "n", wanted absent
          {"spec":{"volumes":[{"name":"a"}]}}                    | {"spec":{}}                            | spec.volumes is [{"name":"a","emptyDir":{}}], wanted absent
          {"spec":{"hostPID":true}}                              | {"spec":{"hostPID":false}}             | spec.hostPID is true, wanted absent
          {"spec":{"affinity":{}}}                               | {"spec":{}}                            | spec.affinity is {}, wanted absent
          {"spec":{"newField":{"a":1}}}                          | {"spec":{}}                            | spec.newField is {"a":1}, wanted absent
          {"metadata":{"labels":{"a":"1"}}}                      | {"metadata":{"labels":{"a":"2"}}}      | metadata.labels.a is "1", wanted "2"
          {"spec":{"containers":[{"name":"a","livenessProbe":{"httpGet":{"port":80}}}]}} | {"spec":{"containers":[{"name":"a","livenessProbe":{"httpGet":{"port":"80"}}}]}} | spec.containers[0].livenessProbe.httpGet.port is 80, wanted "80"
          {"spec":{"hostPID":"yes"}}                             | {"spec":{"hostPID":true}}              | spec.hostPID is "yes", wanted true
          """)
  void saysWhereTheyDiffer(String live, String wanted, String words) {
    assertThat(compare(TestData.json(live), TestData.json(wanted)))
        .isInstanceOfSatisfying(
            Different.class, different -> assertThat(different.inWords()).isEqualTo(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                                                   | {}
          {"spec":{"overhead":{"cpu":"1"}}}                      | {"spec":{"overhead":{"cpu":"1000m"}}}
          {"spec":{"overhead":{"cpu":"1Ki"}}}                    | {"spec":{"overhead":{"cpu":1024}}}
          {"spec":{"overhead":{"cpu":"invalid"}}}                | {"spec":{"overhead":{"cpu":"0"}}}
          {"spec":{"newField":{"a":1,"b":null,"c":1.0}}}         | {"spec":{"newField":{"c":1,"a":1.0,"b":null}}}
          {"spec":{"newField":[]}}                               | {"spec":{"newField":null}}
          {"spec":{"serviceAccount":"a","serviceAccountName":"b"}} | {"spec":{"serviceAccountName":"b"}}
          {"metadata":{"labels":{"a":"1","rollouts-pod-template-hash":"x"}}} | {"metadata":{"labels":{"a":"1"}}}
          {"metadata":{"labels":{"rollouts-pod-template-hash":"x"}}} | {"metadata":{}}
          """)
  void meansTheSame(String live, String wanted) {
    assertThat(compare(TestData.json(live), TestData.json(wanted))).isEqualTo(new Same());
  }

  @Test
  void ephemeralMetadataIsIgnored() {
    JsonNode live =
        TestData.json(
            "{\"metadata\":{\"labels\":{\"role\":\"canary\",\"a\":\"1\"},\"annotations\":{\"n\":\"x\"}}}");
    JsonNode wanted = TestData.json("{\"metadata\":{\"labels\":{\"a\":\"1\"}}}");
    assertThat(compare(live, wanted)).isInstanceOf(Different.class);
    EphemeralMetadata ephemeral = new EphemeralMetadata(Set.of("role"), Set.of("n"));
    assertThat(TemplateEquality.compare(live, wanted, ephemeral)).isEqualTo(new Same());
  }

  private static final String INJECTED =
      """
      {"topologyKey":"kubernetes.io/hostname","namespaces":["ns"],"labelSelector":{"matchExpressions":
       [{"key":"rollouts-pod-template-hash","operator":"In","values":["abc"]}]}}""";
  private static final String OWN =
      """
      {"topologyKey":"zone","labelSelector":{"matchLabels":{"a":"b"}}}""";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[$I]}}                                    |
          {"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1,"podAffinityTerm":$I}]}}    |
          {"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[$I]}}                                    | {}
          {"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[$O,$I]}}                                 | {"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[$O]}}
          {"podAffinity":{},"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[$I]}}                   | {"podAffinity":{}}
          """)
  void injectedAntiAffinityIsIgnored(String live, String wanted) {
    assertThat(compare(withAffinity(live), withAffinity(wanted))).isEqualTo(new Same());
  }

  @Test
  void anyOtherAntiAffinityCounts() {
    JsonNode live =
        withAffinity(
            "{\"podAntiAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":[$O,$I]}}");
    assertThat(compare(live, withAffinity(null))).isInstanceOf(Different.class);
  }

  @Test
  void comparedTemplatesAreNotChanged() {
    JsonNode live =
        withAffinity(
            "{\"podAntiAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":[$I]}}");
    JsonNode before = live.deepCopy();
    compare(live, live);
    assertThat(live).isEqualTo(before);
  }

  private static JsonNode withAffinity(@Nullable String affinity) {
    String filled = affinity == null ? "null" : affinity.replace("$I", INJECTED).replace("$O", OWN);
    return TestData.json("{\"spec\":{\"affinity\":" + filled + "}}");
  }

  private static TemplateComparison compare(JsonNode live, JsonNode wanted) {
    return TemplateEquality.compare(live, wanted, EphemeralMetadata.NONE);
  }

  /** JSON pointers of all values that can be changed with an effect. */
  private static List<String> leaves(String path, JsonNode node) {
    List<String> found = new ArrayList<>();
    if (node.isObject()) {
      node.properties()
          .forEach(m -> found.addAll(leaves(path + "/" + escaped(m.getKey()), m.getValue())));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        found.addAll(leaves(path + "/" + i, node.get(i)));
      }
    } else if (!node.isNull() && !path.equals("/spec/serviceAccount")) {
      found.add(path);
    }
    return found;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static void change(JsonNode tree, String path) {
    int cut = path.lastIndexOf('/');
    JsonNode parent = tree.at(path.substring(0, cut));
    String name = path.substring(cut + 1).replace("~1", "/").replace("~0", "~");
    JsonNode changed = changed(tree.at(path));
    if (parent instanceof ObjectNode object) {
      object.set(name, changed);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), changed);
    }
  }

  private static JsonNode changed(JsonNode leaf) {
    if (leaf.isBoolean()) {
      return BooleanNode.valueOf(!leaf.booleanValue());
    }
    return leaf.isNumber()
        ? LongNode.valueOf(leaf.longValue() + 7)
        : TextNode.valueOf("77" + leaf.asText());
  }
}
