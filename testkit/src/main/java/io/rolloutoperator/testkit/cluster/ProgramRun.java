package io.rolloutoperator.testkit.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * How a program ended that was given nothing to read.
 *
 * @param program its path
 * @param output standard output
 * @param problem standard error
 */
public record ProgramRun(String program, int exitCode, String output, String problem) {

  /** Starts a program and waits for its end. Both outputs are read meanwhile. */
  public static ProgramRun of(ProcessBuilder builder) {
    String program = builder.command().getFirst();
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> problem =
          CompletableFuture.supplyAsync(
              () -> text(process.getErrorStream()), task -> Thread.ofVirtual().start(task));
      String output = text(process.getInputStream());
      return new ProgramRun(program, process.waitFor(), output, problem.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + program + " ran", e);
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the output of a run that succeeded.
   *
   * @throws IllegalStateException with the program's words otherwise
   */
  public String orThrow() {
    if (exitCode != 0) {
      throw new IllegalStateException(
          "%s ended with %d: %s".formatted(program, exitCode, problem.strip()));
    }
    return output;
  }
}
