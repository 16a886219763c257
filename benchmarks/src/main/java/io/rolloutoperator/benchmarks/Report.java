package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What was measured: for people on standard output and in {@code NAME.txt}, raw in NAME.csv. */
final class Report implements AutoCloseable {
  private final PrintWriter text;
  private final PrintWriter raw;
  private final long begin = System.nanoTime();

  private Report(PrintWriter text, PrintWriter raw) {
    this.text = text;
    this.raw = raw;
  }

  static Report open(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Report report =
        new Report(
            new PrintWriter(Files.newBufferedWriter(folder.resolve(name + ".txt")), true),
            new PrintWriter(Files.newBufferedWriter(folder.resolve(name + ".csv")), true));
    report.raw.println("figure,unit,sample,value");
    report.line("%s, %s".formatted(name, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    report.line("machine: %s".formatted(MachineFacts.machine()));
    report.line("load at the beginning: %s".formatted(MachineFacts.load()));
    return report;
  }

  /** Tells a line. */
  void line(String line) {
    System.out.println(line);
    text.println(line);
  }

  /** Tells a figure with what is aimed at, or {@code none}, and keeps each sample. */
  void figure(Distribution figure, String goal) {
    line(figure + " (goal: " + goal + ")");
    for (int i = 0; i < figure.samples().size(); i++) {
      raw.printf("%s,%s,%d,%.3f%n", figure.name(), figure.unit(), i + 1, figure.samples().get(i));
    }
  }

  @Override
  public void close() throws IOException {
    line("load at the end: %s".formatted(MachineFacts.load()));
    line("took %d s".formatted((System.nanoTime() - begin) / 1_000_000_000));
    text.close();
    raw.close();
  }
}
