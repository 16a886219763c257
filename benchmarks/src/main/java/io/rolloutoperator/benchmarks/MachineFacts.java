package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a figure means nothing without. */
final class MachineFacts {
  private MachineFacts() {}

  /** Returns processor, memory, kernel and JDK in a line. */
  static String machine() throws IOException {
    return "%d x %s, %d MiB, Linux %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            line("/proc/cpuinfo", "model name").replaceFirst(".*: *", ""),
            Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
            System.getProperty("os.version"),
            Runtime.version());
  }

  /** Returns the load averages of the last 1, 5 and 15 minutes: above the cores, others worked. */
  static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).replaceFirst(" \\d+/.*", "").strip();
  }

  private static String line(String file, String begin) throws IOException {
    try (var lines = Files.lines(Path.of(file))) {
      return lines.filter(line -> line.startsWith(begin)).findFirst().orElse(begin + ": unknown 0");
    }
  }
}
