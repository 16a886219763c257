package io.rolloutoperator.kubectl.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One kubectl at work. What it says on standard error is kept until it is closed.
 *
 * @param errors a file that belongs to this process
 */
record KubectlProcess(Process process, Path errors) implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 1;

  /**
   * Starts it.
   *
   * @param input what it reads; "" for the standard input of this process
   */
  static KubectlProcess start(List<String> command, String input) throws IOException {
    Path errors = Files.createTempFile("kubectl-rollouts", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(errors.toFile())
              .redirectInput(input.isEmpty() ? Redirect.INHERIT : Redirect.PIPE)
              .start();
      if (!input.isEmpty()) {
        write(input, process);
      }
      return new KubectlProcess(process, errors);
    } catch (IOException e) {
      Files.deleteIfExists(errors);
      throw e;
    }
  }

  private static void write(String input, Process process) {
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It ended before it had read all: why, it says itself.
    }
  }

  InputStream output() {
    return process.getInputStream();
  }

  /** Whether it ended well, once its output has ended. */
  boolean succeeded() throws IOException {
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for kubectl", e);
    }
  }

  /**
   * Why it failed.
   *
   * @throws IOException if the API server did not answer at all
   */
  KubectlError error() throws IOException {
    return KubectlError.parse(Files.readString(errors));
  }

  void end() {
    process.destroy();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      Files.deleteIfExists(errors);
    }
  }
}
