package io.rolloutoperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart carries is what other folders of the repository have, byte for byte. */
class ChartFilesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "files/crds, crds/src/main/resources/crds, .yaml, 6",
    "files/monitoring/grafana, monitoring/grafana, .json, 2",
    "files/monitoring, monitoring/rules.yaml, .yaml, 1",
  })
  void itsFilesAreCopiesMadeByGenerate(String copies, String originals, String ending, int count)
      throws IOException {
    Map<String, String> copied = files(Chart.FOLDER.resolve(copies), ending);

    assertThat(copied).hasSize(count);
    assertThat(copied)
        .as("run helm/generate.sh")
        .isEqualTo(files(Path.of("..").resolve(originals), ending));
  }

  @Test
  void itIsOfTheVersionOfTheOperator() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    String version = pom.replaceFirst("(?s)^.*?<version>([0-9.]+)(-SNAPSHOT)?</version>.*", "$1");

    assertThat(Chart.file("Chart.yaml"))
        .contains("\nversion: " + version + "\n", "\nappVersion: " + version + "\n");
  }

  private static Map<String, String> files(Path place, String ending) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.isDirectory(place) ? Files.list(place) : Stream.of(place)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(ending)) {
          files.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return files;
  }
}
