package io.rolloutoperator.samples;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The times in the text of a sample. */
final class SampleTimes {

  /** A range of PromQL in whole seconds or minutes, {@code [2m]}. */
  private static final Pattern WINDOW = Pattern.compile("\\[(\\d+)([sm])]");

  private SampleTimes() {}

  /** The windows of its queries. */
  static List<Duration> windows(String yaml) {
    return WINDOW
        .matcher(yaml)
        .results()
        .map(
            window -> {
              long number = Long.parseLong(window.group(1));
              return window.group(2).equals("m")
                  ? Duration.ofMinutes(number)
                  : Duration.ofSeconds(number);
            })
        .toList();
  }

  /** The sample for a Prometheus that scrapes every second, and for a test that cannot wait. */
  static String shortened(String yaml) {
    return WINDOW
        .matcher(yaml)
        .replaceAll("[5s]")
        .replaceAll("initialDelay: \\w+", "initialDelay: 3s")
        .replaceAll("interval: \\w+", "interval: 5s")
        .replaceAll("duration: \\w+", "duration: 10s");
  }
}
