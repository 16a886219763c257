package io.rolloutoperator.gitsync.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What YAML means, and where it ends. */
class YamlMeaningTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          0644                        | 420
          0o644                       | 420
          0x1F                        | 31
          -0x1f                       | -31
          0b11                        | 3
          1_000                       | 1000
          08                          | 8
          0                           | 0
          -0                          | 0
          +12                         | 12
          1.0                         | 1
          1.                          | 1
          1e3                         | 1000
          1.5e3                       | 1500
          .5                          | 0.5
          -.5                         | -0.5
          0.1                         | 0.1
          0.5e-3                      | 5.0E-4
          1_0.5                       | 10.5
          2147483648                  | 2147483648
          9223372036854775807         | 9223372036854775807
          18446744073709551615        | 18446744073709551615
          18446744073709551616        | 1.8446744073709552E19
          1e400                       | "1e400"
          0o18                        | "0o18"
          0x                          | "0x"
          1.2.3                       | "1.2.3"
          1e                          | "1e"
          .                           | "."
          _1                          | "_1"
          12:30:45                    | "12:30:45"
          ٣                           | "٣"
          true                        | true
          True                        | true
          TRUE                        | true
          False                       | false
          tRue                        | "tRue"
          yes                         | "yes"
          no                          | "no"
          on                          | "on"
          off                         | "off"
          y                           | "y"
          ~                           | null
          null                        | null
          Null                        | null
          NULL                        | null
          ^^                          | null
          'true'                      | "true"
          "1"                         | "1"
          2024-01-01                  | "2024-01-01T00:00:00Z"
          2024-1-1                    | "2024-01-01T00:00:00Z"
          2024-02-30                  | "2024-02-30"
          2024-01-01T10:00:00Z        | "2024-01-01T10:00:00Z"
          2024-01-01t1:2:3.50+02:00   | "2024-01-01T01:02:03.5+02:00"
          2024-01-01 10:00:00         | "2024-01-01T10:00:00Z"
          2024-01-01T10:00:00         | "2024-01-01T10:00:00"
          '2024-01-01'                | "2024-01-01"
          !!str 5                     | "5"
          ! 5                         | 5
          ! '5'                       | "5"
          !!int "5"                   | 5
          !!float 1                   | 1
          !!bool "true"               | true
          !!null ""                   | null
          !!map {b: 1}                | {"b":1}
          !!seq [1]                   | [1]
          [a, 'b', {c: 1}]            | ["a","b",{"c":1}]
          """)
  void aScalarMeansWhatItMeansToKubectlAndKustomize(String written, String json) {
    String text = written == null ? "" : written;
    assertThat(read("a: " + text + "\n").getFirst().root().path("a")).hasToString(json);
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of(
            "merged", "x: &a {b: 1}\ny:\n  <<: *a\n  c: 2", "{'x':{'b':1},'y':{'c':2,'b':1}}"),
        Arguments.of("own key wins over merged", "<<: {a: 1}\na: 2", "{'a':2}"),
        Arguments.of("first merged wins", "<<: [{a: 1}, {a: 2, b: 3}]", "{'a':1,'b':3}"),
        Arguments.of("quoted << is a key", "\"<<\": {a: 1}", "{'<<':{'a':1}}"),
        Arguments.of("alias is a copy", "a: &a [1]\nb: *a", "{'a':[1],'b':[1]}"),
        Arguments.of("alias as key", "a: &k x\n*k : 1", "{'a':'x','x':1}"),
        Arguments.of("name used again", "a: &a {b: &a 1, c: *a}", "{'a':{'b':1,'c':1}}"),
        Arguments.of(
            "keys are text",
            "1: a\ntrue: b\n0x10: c\n1.0: d",
            "{'1':'a','true':'b','0x10':'c','1.0':'d'}"),
        Arguments.of("byte order mark", "\uFEFFa: 1", "{'a':1}"),
        Arguments.of("CRLF", "a: 1\r\nb: |\r\n  x\r\n  y\r\n", "{'a':1,'b':'x\\ny\\n'}"),
        Arguments.of(
            "block scalars", "a: |-\n  x\n   y\nb: >\n  x\n  y\n", "{'a':'x\\n y','b':'x y\\n'}"),
        Arguments.of("tab after a key", "a:\tb\nc:\t\t[1,\t2\t,\t3]\t# d", "{'a':'b','c':[1,2,3]}"),
        Arguments.of(
            "tab in text", "a: |\n  x\ty\n  \tz\nb: 'x\ty'", "{'a':'x\\ty\\n\\tz\\n','b':'x\\ty'}"),
        Arguments.of("explicit key", "? a\n: 1", "{'a':1}"),
        Arguments.of(
            "JSON with tabs",
            "{\n\t\"a\": [\n\t\t1.0,\n\t\t\"\\/\\ud83d\\ude00\"\n\t]\n}",
            "{'a':[1,'/😀']}"),
        Arguments.of("YAML in braces", "{a: 1, b: yes}", "{'a':1,'b':'yes'}"),
        Arguments.of("half of a surrogate pair", "a: \"\\ud83d\"", "{'a':'\uFFFD'}"),
        Arguments.of("half of a surrogate pair in JSON", "{\"a\": \"\\ud83d\"}", "{'a':'\uFFFD'}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void aDocumentMeansWhatItMeansToKubectlAndKustomize(String what, String yaml, String json)
      throws JsonProcessingException {
    assertThat(read(yaml).getFirst().root()).isEqualTo(JSON.readTree(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          a: 1\\n---\\nb: 2\\n             | x.yaml:1 x.yaml:3
          ---\\n\\n---\\n# c\\n---\\na: 1   | x.yaml:6
          \\n\\na: 1\\n...\\n---\\n       | x.yaml:3
          {\\n "a": 1}\\n{"b":2}          | x.yaml:2 x.yaml:3
          ^^                              | ^^
          - a                             | x.yaml:1
          a: 1\\n---\\n\uFEFFb: 2\\n       | x.yaml:1 x.yaml:3
          """)
  void eachDocumentThatIsNotEmptyKnowsItsLine(String yaml, String origins) {
    assertThat(read(yaml.replace("\\n", "\n")).stream().map(d -> d.origin().toString()))
        .isEqualTo(origins.isEmpty() ? List.of() : List.of(origins.split(" ", -1)));
  }

  @Test
  void eachKeyKnowsItsLine() {
    YamlDocument document = read("# c\na: 1\nb:\n  - c: 1\n    d: 2\n  - {}\n").getFirst();
    JsonNode first = document.root().at("/b/0");

    assertThat(document.lines().of(document.root(), "b")).isEqualTo(3);
    assertThat(document.lines().first(first)).isEqualTo(4);
    assertThat(document.lines().of(first, "d")).isEqualTo(5);
    assertThat(document.lines().of(first, "absent")).isEqualTo(4);
    assertThat(document.lines().first(document.root().at("/b/1"))).isEqualTo(6);
    assertThat(document.lines().first(first.deepCopy())).isEqualTo(2);
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of("a: 1\nb:\n  name: x\n  name: y", "x.yaml:4: duplicate key \"name\""),
        Arguments.of("1: a\n'1': b", "x.yaml:2: duplicate key \"1\""),
        Arguments.of("{\"a\": 1,\n\"a\": 2}", "x.yaml:2: duplicate key \"a\""),
        Arguments.of("a:\n  b:\n    - !foo x", "x.yaml:3: tag !foo is not supported"),
        Arguments.of("a: !!binary aGk=", "x.yaml:1: tag !!binary is not supported"),
        Arguments.of("a: !!java.net.URL [x]", "x.yaml:1: tag !!java.net.URL is not supported"),
        Arguments.of("a: !!set {b}", "x.yaml:1: tag !!set is not supported"),
        Arguments.of("a: !!map [b]", "x.yaml:1: tag !!map is not supported"),
        Arguments.of("a: !!timestamp 2024-01-01", "x.yaml:1: tag !!timestamp is not supported"),
        Arguments.of("a: !!int secret", "x.yaml:1: value is not of type !!int"),
        Arguments.of("a: 1\nb:\n  c: 1\n\td: 2", "x.yaml:4: tab used for indentation"),
        Arguments.of("a:\n\tb: 1", "x.yaml:2: tab used for indentation"),
        Arguments.of("a:\n-\tb: 1\n", "x.yaml:2: tab used for indentation"),
        Arguments.of("a: .inf", "x.yaml:1: a number must be finite"),
        Arguments.of("{\"a\": 1e999}", "x.yaml:1: a number must be finite"),
        Arguments.of("? [a]\n: 1", "x.yaml:1: a key must be text"),
        Arguments.of("~: 1", "x.yaml:1: a key must be text"),
        Arguments.of("<<: 1", "x.yaml:1: only mappings can be merged"),
        Arguments.of("a: &a [*a]", "x.yaml:1: alias \"a\" has no anchor before it"),
        Arguments.of("a: b: c", "x.yaml:1: mapping values are not allowed here"),
        Arguments.of("a: 1\nb: @c", "x.yaml:2: found character '@' that cannot start any token"),
        Arguments.of("a: 1\nb: \u0007", "x.yaml:2: character U+0007 is not allowed"),
        Arguments.of("%YAML 2.0\n---\na: 1", "x.yaml: not valid YAML"),
        Arguments.of("a: " + "[".repeat(100), "x.yaml:1: nesting is deeper than 100"),
        Arguments.of("[".repeat(20_000), "x.yaml:1: nesting is deeper than 100"),
        Arguments.of("- ".repeat(20_000), "x.yaml:1: nesting is deeper than 100"),
        Arguments.of("{\"a\":".repeat(20_000), "x.yaml:1: nesting is deeper than 100"),
        Arguments.of(deepByAliases(), "x.yaml:2: nesting is deeper than 100"),
        Arguments.of("a: &a 1\nb: [" + "*a, ".repeat(51) + "]", "x.yaml: too many aliases"),
        Arguments.of(bomb(), "x.yaml: document expands to more than 200000 nodes"),
        Arguments.of("- a\n".repeat(200_000), "x.yaml: document expands to more than 200000 nodes"),
        Arguments.of("---\na\n".repeat(1_001), "x.yaml: more than 1000 documents"),
        Arguments.of("#".repeat((3 << 20) + 1), "x.yaml: file larger than 3 MiB"));
  }

  private static String deepByAliases() {
    return "a: &a "
        + "[".repeat(60)
        + "]".repeat(60)
        + "\nb: "
        + "[".repeat(60)
        + "*a"
        + "]".repeat(60);
  }

  /** Less than a kilobyte that stands for 2^24 leaves. */
  private static String bomb() {
    return "a0: &a0 [x, x]\n"
        + IntStream.range(1, 24)
            .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void whatIsWrongIsSaidInOneLine(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(BuildException.class).hasMessage(message);
  }

  @Test
  void whatIsJustWithinTheLimitsIsRead() {
    assertThat(read("a: " + "[".repeat(99) + "]".repeat(99))).hasSize(1);
    assertThat(read("a: &a 1\nb: [" + "*a, ".repeat(50) + "]")).hasSize(1);
    assertThat(read("- a\n".repeat(199_999))).hasSize(1);
    assertThat(read("---\na\n".repeat(1_000))).hasSize(1_000);
    assertThat(read("a: " + "x".repeat((3 << 20) - 3))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void anotherEncodingIsRefused(String charset) {
    byte[] bytes = "a: ä".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> new YamlReader().read("x.yaml", bytes))
        .isInstanceOf(BuildException.class)
        .hasMessage("x.yaml: not valid UTF-8");
  }

  @Test
  void theFilesOfAUnitAreCountedTogether() {
    YamlReader reader = new YamlReader();
    byte[] file = "- a\n".repeat(199_999).getBytes(UTF_8);
    for (int i = 0; i < 5; i++) {
      reader.read("a.yaml", file);
    }

    assertThatThrownBy(() -> reader.read("x.yaml", "a".getBytes(UTF_8)))
        .hasMessage("x.yaml: files of the unit expand to more than 1000000 nodes");
  }

  @Test
  void aMessageIsOneVisibleLine() {
    String name = "a\n\u202Eb.yaml";

    assertThatThrownBy(() -> new YamlReader().read(name, new byte[] {(byte) 0xff}))
        .hasMessage("a??b.yaml: not valid UTF-8");
  }

  private static List<YamlDocument> read(String yaml) {
    return new YamlReader().read("x.yaml", yaml.getBytes(UTF_8));
  }
}
