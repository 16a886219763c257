package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/**
 * A registry as a Prometheus server sees it.
 *
 * @param lines of the text format
 */
public record Scrape(List<String> lines) {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");
  private static final Pattern SERIES = Pattern.compile("(\\w+)\\{([^}]*)} .+");

  /**
   * What the documentation says of a metric.
   *
   * @param labels without the bounds of histograms
   */
  public record Shape(String type, Set<String> labels) {}

  static Scrape of(PrometheusRegistry registry) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Scrape(out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /** The upper bounds of a histogram, in the order of its first series. */
  public List<String> bounds(String histogram) {
    return lines.stream()
        .flatMap(line -> matched(SERIES, line))
        .filter(series -> series.group(1).equals(histogram + "_bucket"))
        .map(series -> series.group(2).substring(series.group(2).indexOf("le=\"") + 4))
        .map(rest -> rest.substring(0, rest.indexOf('"')))
        .distinct()
        .toList();
  }

  /** The series of a metric with their values. */
  List<String> series(String metric) {
    return lines.stream()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .toList();
  }

  /** Every metric's type and the names of its labels. */
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new TreeMap<>();
    lines.stream()
        .flatMap(line -> matched(TYPE, line))
        .forEach(type -> shapes.put(type.group(1), new Shape(type.group(2), labels(type))));
    return shapes;
  }

  private Set<String> labels(MatchResult type) {
    List<String> names =
        type.group(2).equals("histogram")
            ? List.of(type.group(1) + "_count")
            : List.of(type.group(1));
    return lines.stream()
        .flatMap(line -> matched(SERIES, line))
        .filter(series -> names.contains(series.group(1)))
        .flatMap(series -> Arrays.stream(series.group(2).split(",")))
        .map(label -> label.substring(0, label.indexOf('=')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<MatchResult> matched(Pattern pattern, String line) {
    return pattern.matcher(line).results();
  }
}
