package io.rolloutoperator.testkit.load;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What clients saw, by the version that answered. Requests that are still under way are not in it.
 */
public record LoadReport(Map<String, VersionReport> versions) {

  /**
   * The version of requests that no version answered: time-outs, cut connections, errors of the
   * proxy itself.
   */
  public static final String NO_VERSION = "(none)";

  public LoadReport {
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
  }

  public long requests() {
    return versions.values().stream().mapToLong(VersionReport::requests).sum();
  }

  public long failed() {
    return versions.values().stream().mapToLong(VersionReport::failed).sum();
  }

  /** What clients saw of the version; all zero when it answered nothing. */
  public VersionReport version(String version) {
    return versions.getOrDefault(version, VersionReport.NONE);
  }

  /** The version's share of all answered requests in per cent; 0 when there was none at all. */
  public double share(String version) {
    long answered = requests() - version(NO_VERSION).requests();
    return answered == 0 ? 0 : 100.0 * version(version).requests() / answered;
  }

  /** One line for each version. */
  @Override
  public String toString() {
    return versions.entrySet().stream()
        .map(e -> line(e.getKey(), e.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String line(String version, VersionReport report) {
    return "%s: %d requests (%.1f %%), %d failed, %s, %s"
        .formatted(
            version,
            report.requests(),
            share(version),
            report.failed(),
            new TreeMap<>(report.results()),
            report.latency());
  }
}
