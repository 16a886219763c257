package io.rolloutoperator.kube.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.metrics.GitSyncMetrics.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The metrics of Git sync as a Prometheus server sees them are those of the documentation. */
class GitSyncMetricsTest {
  private static final Path PAGE = Path.of("..", "docs", "gitsync.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(gitsync_\\w+)` \\| (\\w+) \\| ([^|]*) \\| ([^|]*) \\|");
  private static final Pattern SERIES = Pattern.compile("(gitsync_\\w+)\\{([^}]*)} .+");
  private static final Pattern TYPE = Pattern.compile("# TYPE (gitsync_\\w+) (\\w+)");

  /** A metric's type and the names of its labels. */
  private record Shape(String type, Set<String> labels) {}

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ControllerMetrics metrics =
      new ControllerMetrics(registry, new BuildVersion("1.2.3", "abc"));

  @Test
  void eachIsDocumentedWithItsTypeAndLabelsAndNoOtherIs() throws IOException {
    everythingHappens();
    assertThat(documented()).isEqualTo(scraped());
  }

  @Test
  void theSeriesOfAUnitGoWithIt() throws IOException {
    GitSyncMetrics counted = everythingHappens();
    counted.forget("shop", "web");
    metrics.forget("GitSync", "shop", "web");
    assertThat(scrape()).noneMatch(line -> line.contains("namespace=\"shop\""));
  }

  @Test
  void aReleaseThatGitHasMovedOnFromIsNotInQuarantine() throws IOException {
    metrics.observe(
        new GitSyncSample(
            "shop",
            "web",
            SmallWorld.json(
                """
                {"status": {"quarantinedRevisions": [
                  {"state": ""}, {"state": "BarsImages"}, {"state": "Released"}, {"state": "Later"}]}}
                """),
            Instant.EPOCH));

    assertThat(scrape()).contains("gitsync_quarantined{name=\"web\",namespace=\"shop\"} 2.0");
  }

  private GitSyncMetrics everythingHappens() {
    GitSyncMetrics counted = metrics.gitSync();
    for (Phase phase : Phase.values()) {
      counted.phase(phase, Duration.ofMillis(1));
    }
    counted.applied(Duration.ofSeconds(1));
    counted.healthy(Duration.ofSeconds(1));
    counted.exchanged("ls_remote", true, 10);
    counted.driftCorrected("shop", "web", 1);
    counted.rendered("java", true);
    counted.wroteBack("revert", "success");
    metrics.observe(
        new GitSyncSample("shop", "web", JsonNodeFactory.instance.objectNode(), Instant.EPOCH));
    return counted;
  }

  private Map<String, Shape> scraped() throws IOException {
    Map<String, Shape> shapes = new TreeMap<>();
    List<String> lines = scrape();
    for (String line : lines) {
      matched(TYPE, line)
          .forEach(
              type -> shapes.put(type.group(1), new Shape(type.group(2), labels(lines, type))));
    }
    return shapes;
  }

  private static Set<String> labels(List<String> lines, MatchResult type) {
    return lines.stream()
        .flatMap(line -> matched(SERIES, line))
        .filter(series -> series.group(1).startsWith(type.group(1)))
        .flatMap(series -> Arrays.stream(series.group(2).split(",")))
        .map(label -> label.substring(0, label.indexOf('=')))
        .filter(label -> !label.equals("le"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Shape> documented() throws IOException {
    Map<String, Shape> shapes = new TreeMap<>();
    Files.readString(PAGE)
        .lines()
        .flatMap(line -> matched(ROW, line))
        .forEach(row -> shapes.put(row.group(1), new Shape(row.group(2), quoted(row.group(3)))));
    return shapes;
  }

  private static Set<String> quoted(String labels) {
    return Arrays.stream(labels.split(","))
        .map(label -> label.strip().replace("`", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<MatchResult> matched(Pattern pattern, String line) {
    return pattern.matcher(line).results();
  }

  private List<String> scrape() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
