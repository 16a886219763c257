package io.rolloutoperator.gitsync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlMeaningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0644 | 420",
        "0o644 | 420",
        "0x1F | 31",
        "1_000 | 1000",
        "1.0 | 1",
        "1e3|1000",
        ".5|0.5",
        "yes|\"yes\"",
        "~|null",
        "True|true"
      })
  void aScalarMeansWhatItMeansToKubectl(String yaml, String json) {
    JsonNode root =
        new YamlReader()
            .read("x.yaml", ("a: " + yaml + "\n").getBytes(StandardCharsets.UTF_8))
            .getFirst()
            .root();
    assertThat(root.path("a").toString()).isEqualTo(json);
  }
}
