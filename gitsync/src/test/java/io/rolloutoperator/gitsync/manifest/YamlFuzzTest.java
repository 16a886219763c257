package io.rolloutoperator.gitsync.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever bytes a file holds, the outcome is a value within the limits or one line of text. */
class YamlFuzzTest {

  private static final int ROUNDS = 30_000;
  private static final YamlLimits LIMITS = new YamlLimits(4_096, 5, 8, 3, 60, 200);
  private static final List<String> TOKENS =
      List.of(
          "a",
          "b",
          "kind",
          ": ",
          ":",
          "- ",
          "-",
          "? ",
          ", ",
          "[",
          "]",
          "{",
          "}",
          "\n",
          "\n  ",
          "\n    ",
          "\t",
          " ",
          "|",
          ">",
          "|2-",
          "'",
          "\"",
          "\\",
          "\\ud800",
          "&a ",
          "*a",
          "&b ",
          "*b ",
          "<<: ",
          "!",
          "!!str ",
          "!!int ",
          "!foo ",
          "%YAML 1.1\n",
          "%TAG ! x:\n",
          "---\n",
          "...\n",
          "# c",
          "\uFEFF",
          "\r\n",
          "\r",
          "\u0085",
          "\u2028",
          "\0",
          "1",
          "0x",
          ".5",
          "e3",
          "2024-01-01",
          "T1:2:3Z",
          "_",
          "~",
          ".inf",
          "\ud83d\ude00",
          "@",
          "`");

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void anySequenceOfTokensEndsInAValueOrAnError() {
    for (int i = 0; i < ROUNDS; i++) {
      String text =
          IntStream.range(0, 1 + random.nextInt(40))
              .mapToObj(_ -> TOKENS.get(random.nextInt(TOKENS.size())))
              .collect(Collectors.joining());
      check(text.getBytes(UTF_8));
    }
  }

  @Test
  void anyBytesEndInAValueOrAnError() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[1 + random.nextInt(60)];
      random.nextBytes(bytes);
      check(bytes);
    }
  }

  @Test
  void aManifestWithDamagedBytesEndsInAValueOrAnError() {
    String manifest =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: "a\\u00e9", labels: &l {a: b}}
        data:
          <<: *l
          file: |
            x: 0644
          date: 2024-01-01
        """;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = manifest.getBytes(UTF_8);
      for (int j = 0; j <= random.nextInt(4); j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      check(bytes);
    }
  }

  private void check(byte[] bytes) {
    try {
      List<YamlDocument> documents = new YamlReader(LIMITS).read("x.yaml", bytes);
      assertThat(documents).as(describe(bytes)).hasSizeLessThanOrEqualTo(LIMITS.documents());
      documents.forEach(d -> assertWithinLimits(d.root(), bytes));
    } catch (BuildException e) {
      assertThat(e.getMessage()).as(describe(bytes)).startsWith("x.yaml:").hasLineCount(1);
    } catch (RuntimeException e) {
      fail(describe(bytes), e);
    }
  }

  private void assertWithinLimits(JsonNode root, byte[] bytes) {
    assertThat(depth(root)).as(describe(bytes)).isLessThanOrEqualTo(LIMITS.nesting());
    assertThat(size(root)).as(describe(bytes)).isLessThanOrEqualTo(LIMITS.documentNodes());
  }

  private static int depth(JsonNode node) {
    int below = node.valueStream().mapToInt(YamlFuzzTest::depth).max().orElse(0);
    return node.isContainerNode() ? below + 1 : 0;
  }

  private static int size(JsonNode node) {
    return 1 + node.valueStream().mapToInt(YamlFuzzTest::size).sum();
  }

  private String describe(byte[] bytes) {
    return "seed " + seed + ", text " + new String(bytes, UTF_8);
  }
}
