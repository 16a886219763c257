package io.rolloutoperator.analysis.providers.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {

  private static final String DOCUMENT =
      """
      {"a": 1.9, "b": "1.5", "c": null, "d": [1, 2, 3], "t": true, "x.y": "dot", "empty": [],
       "items": [{"name": "one", "n": 1, "tags": ["p"]}, {"name": "two, too", "n": 2}, {"n": 3}],
       "deep": {"inner": {"n": 9}}, "big": 1e21, "small": 1e-7, "html": "<b>&"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{$.a}                       | 1.9",
        "{.a}                        | 1.9",
        "{ .b }                      | \"1.5\"",
        "{$.c}                       | null",
        "{$.d}                       | [1,2,3]",
        "{$.d[0]}                    | 1",
        "{$.d[-1]}                   | 3",
        "{$.d[*]}                    | 1 2 3",
        "{$.d[1:]}                   | 2 3",
        "{$.d[:-1]}                  | 1 2",
        "{$.d[0:3:2]}                | 1 3",
        "{$.d[0,2]}                  | 1 3",
        "{$.d[0:99]}                 | 1 2 3",
        "{$['a']}                    | 1.9",
        "{$['a','b']}                | 1.9 \"1.5\"",
        "{$['x.y']}                  | \"dot\"",
        "{$.x\\.y}                   | \"dot\"",
        "{$.items[*].name}           | \"one\" \"two, too\"",
        "{$.items[?(@.n>1)].n}       | 2 3",
        "{$.items[?(@.n >= 3)].n}    | 3",
        "{$.items[?(@.n != 1)].n}    | 2 3",
        "{$.items[?(@.name=='two, too')].n} | 2",
        "{$.items[?(@.name == \"a==b\")].n} | Could not find JSONPath in body: n is not found",
        "{$.items[?(@.tags)].n}      | 1",
        "{$.items[?(@.tags[0]==\"p\")].n} | 1",
        "{$.deep.*.n}                | 9",
        "{$..inner.n}                | 9",
        "{$..n}                      | 1 2 3 9",
        "{$.big}                     | 1e+21",
        "{$.small}                   | 1e-7",
        "{$.html}                    | \"\\u003cb\\u003e\\u0026\"",
        "{$.items[0]}                | {\"n\":1,\"name\":\"one\",\"tags\":[\"p\"]}",
        "{$.nope}                    | Could not find JSONPath in body: nope is not found",
        "{$.d[7]}                    | Could not find JSONPath in body: array index out of bounds: index 7, length 3",
        "{$.a[0]}                    | Could not find JSONPath in body: 1.9 is not array or slice",
        "{$.empty[*]}                | jsonPath matched no value",
        "{$..nope}                   | jsonPath matched no value",
        "{.a[}                       | could not parse jsonPath \"{.a[}\": unterminated array",
        "$.a                         | could not parse jsonPath \"$.a\": it must stand in braces, such as {$.a}",
        "{.a['b}                     | could not parse jsonPath \"{.a['b}\": unterminated quoted string",
        "{.d[x]}                     | could not parse jsonPath \"{.d[x]}\": invalid array index x",
        "{.d[::0]}                   | could not parse jsonPath \"{.d[::0]}\": the step of a slice must be positive",
        "{.a}{.b}                    | could not parse jsonPath \"{.a}{.b}\": unexpected '}'",
        "{.items[?(@.n > x)]}        | could not parse jsonPath \"{.items[?(@.n > x)]}\": \"x\" is neither a path, a number nor a quoted text",
      })
  void aPathFindsValuesOrTheReasonIsNamed(String path, String expected)
      throws JsonProcessingException {
    assertThat(find(path, new ObjectMapper().readTree(DOCUMENT))).isEqualTo(expected);
  }

  @Test
  void theWholeDocumentIsTheDefault() throws JsonProcessingException {
    assertThat(find("", new ObjectMapper().readTree("{\"b\": 1, \"a\": []}")))
        .isEqualTo("{\"a\":[],\"b\":1}");
  }

  @Test
  void aPathThatMatchesTooMuchIsStopped() throws JsonProcessingException {
    String many = "[" + "1,".repeat(10_000) + "1]";
    assertThat(find("{$[*]}", new ObjectMapper().readTree(many)))
        .isEqualTo("jsonPath matched more than 10000 values");
    assertThat(find("{$..*}", new ObjectMapper().readTree(many)))
        .isEqualTo("jsonPath matched more than 10000 values");
  }

  private static String find(String path, JsonNode document) {
    return switch (JsonPath.parse(path)) {
      case JsonPath.Parsed.Invalid(String problem) -> problem;
      case JsonPath.Parsed.Read(JsonPath read) ->
          switch (read.find(document)) {
            case JsonPath.Found.Nothing(String problem) -> problem;
            case JsonPath.Found.Values(var values) ->
                values.stream().map(CompactJson::text).collect(Collectors.joining(" "));
          };
    };
  }
}
