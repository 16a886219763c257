package io.rolloutoperator.testkit.load;

import java.util.Map;

/**
 * What clients saw of one version.
 *
 * @param requests how many it answered
 * @param failed how many of them were errors
 * @param results how often each status code (or cause of having none) came
 * @param latency from the intended start of a request to the end of its answer
 */
public record VersionReport(
    long requests, long failed, Map<String, Long> results, Percentiles latency) {

  static final VersionReport NONE = new VersionReport(0, 0, Map.of(), Percentiles.of(new long[1]));

  public VersionReport {
    results = Map.copyOf(results);
  }
}
