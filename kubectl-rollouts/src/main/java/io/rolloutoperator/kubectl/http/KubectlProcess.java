package io.rolloutoperator.kubectl.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One kubectl at work. What it says on standard error is kept until it is closed.
 *
 * @param folder a private one that belongs to this process
 */
record KubectlProcess(Process process, Path folder) implements AutoCloseable {

  private static final String ERRORS = "errors";
  private static final String PATCH = "patch";

  private static final int PATIENCE_SECONDS = 1;

  /**
   * Starts it.
   *
   * @param program kubectl and the flags that choose the cluster
   */
  static KubectlProcess start(List<String> program, Request request) throws IOException {
    Path folder = Files.createTempDirectory("kubectl-rollouts");
    try {
      Path patch = folder.resolve(PATCH);
      if (request.method().equals("PATCH")) {
        Files.writeString(patch, request.body());
      }
      List<String> command = new ArrayList<>(program);
      command.addAll(KubectlCommand.of(request, patch));
      String input = KubectlCommand.readsBody(request) ? request.body() : "";
      Process process =
          new ProcessBuilder(command)
              .redirectError(folder.resolve(ERRORS).toFile())
              .redirectInput(input.isEmpty() ? Redirect.INHERIT : Redirect.PIPE)
              .start();
      if (!input.isEmpty()) {
        write(input, process);
      }
      return new KubectlProcess(process, folder);
    } catch (IOException e) {
      delete(folder);
      throw e;
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(PATCH));
    Files.deleteIfExists(folder.resolve(ERRORS));
    Files.deleteIfExists(folder);
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
    return KubectlError.parse(Files.readString(folder.resolve(ERRORS)));
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
      delete(folder);
    }
  }
}
