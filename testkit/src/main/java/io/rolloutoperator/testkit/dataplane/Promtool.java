package io.rolloutoperator.testkit.dataplane;

import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prometheus' own checker of rules, which comes with the server. */
public final class Promtool {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path program;

  private Promtool(Path program) {
    this.program = program;
  }

  /**
   * The one beside the server.
   *
   * @throws IllegalStateException in words when it is missing
   */
  public static Promtool installed() {
    Path program = Tool.PROMETHEUS.path().resolveSibling("promtool");
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          program + " is missing: it belongs to the package prometheus");
    }
    return new Promtool(program);
  }

  /**
   * How a run ended.
   *
   * @param output both streams
   */
  public record Result(int exitCode, String output) {}

  /**
   * Runs it.
   *
   * @param log file for its output
   * @param arguments such as {@code check, rules, FILE}
   */
  public Result run(Path log, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try (OsProcess process = OsProcess.start(command, Map.of(), log)) {
      if (!process.awaitExit(PATIENCE)) {
        throw new IllegalStateException(command + " still runs, see " + log);
      }
      return new Result(process.exitCode(), Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
