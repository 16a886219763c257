package io.rolloutoperator.kube.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.metrics.Scrape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the metrics names every one with its type and its labels, and no other. */
class DocumentedMetricsTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  /** A row of a table: name, type, labels, meaning. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| ([^|]*?) ?\\| [^|]+ \\|$");

  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

  /** Counted by a process of its own, which this one does not know. */
  private static final String RECEIVER = "gitsync_webhook_requests_total";

  private static Map<String, Shape> documented() throws IOException {
    Map<String, Shape> shapes = new TreeMap<>();
    ROW.matcher(Files.readString(PAGE))
        .results()
        .forEach(
            row ->
                assertThat(shapes.put(row.group(1), new Shape(row.group(2), labels(row.group(3)))))
                    .as("%s stands twice", row.group(1))
                    .isNull());
    shapes.remove(RECEIVER);
    return shapes;
  }

  private static Set<String> labels(String cell) {
    Set<String> labels =
        LABEL
            .matcher(cell)
            .results()
            .map(label -> label.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(cell.strip())
        .as("labels in the alphabetical order of the scrape")
        .isEqualTo(
            labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")));
    return labels;
  }

  @Test
  void eachStandsThereWithItsTypeAndLabels() throws IOException {
    Map<String, Shape> told = Scrape.of(new SmallWorld().everythingHappens().registry).shapes();
    assertThat(documented()).isEqualTo(told);
  }

  @Test
  void aRowOfNoLabelsIsRead() {
    assertThat(Arrays.asList(labels(""), labels("`a`, `b`")))
        .containsExactly(Set.of(), Set.of("a", "b"));
  }
}
