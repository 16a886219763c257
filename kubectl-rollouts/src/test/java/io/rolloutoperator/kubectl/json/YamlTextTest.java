package io.rolloutoperator.kubectl.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "True",
        "no",
        "Off",
        "~",
        "null",
        "1",
        "-1",
        ".5",
        "0x10",
        "1e3",
        "",
        " a",
        "a ",
        "2026-03-01T12:00:00Z",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "*",
        "&a",
        "!a",
        "@a",
        "%a",
        "'a",
        "\"a",
        "{a",
        "[a",
        "a:",
        "<<",
        "=",
        "a\tb",
        "tab\there\nand a line"
      })
  void textsThatMeanSomethingElseAreQuoted(String text) throws IOException {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("value", text);
    assertThat(YamlText.of(tree)).startsWith("value: \"");
    assertThat(Yaml.documents(YamlText.of(tree))).isEqualTo(List.of(tree));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "nginx:1.19", "shop#1", "a:b", "é", "x-1"})
  void otherTextsAreWrittenAsTheyAre(String text) throws IOException {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("value", text);
    assertThat(YamlText.of(tree)).isEqualTo("value: " + text + "\n");
    assertThat(Yaml.documents(YamlText.of(tree))).isEqualTo(List.of(tree));
  }

  @Test
  void nestedTreesComeBackAsTheyWere() throws IOException {
    String json =
        """
        {"a":[],"b":{},"c":[[1,2],[{"x":null,"y":[true,false]}],"z"],"d":{"e":{"f":1.5}},
         "g":[{"h":{"i":1},"j":2},{}],"k":"one\\ntwo\\n","l":"one\\n  two","m":"\\n","1":2,"":3,
         "n":123456789012345678901234567890}
        """;
    var tree = Json.read(json);
    assertThat(Json.compact(Yaml.documents(YamlText.of(tree)).getFirst()))
        .isEqualTo(Json.compact(tree));
    assertThat(Json.read(Json.pretty(tree))).isEqualTo(tree);
  }

  @Test
  void theFormIsKubectls() throws IOException {
    var tree = Json.read("{\"a\":{\"b\":[{\"c\":1,\"d\":[\"x\"]}]},\"e\":\"two\\nlines\\n\"}");
    assertThat(YamlText.of(tree))
        .isEqualTo(
            """
            a:
              b:
              - c: 1
                d:
                - x
            e: |
              two
              lines
            """);
  }
}
