package io.rolloutoperator.testkit.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code git-upload-pack} and {@code git-receive-pack} as Git does them behind an OpenSSH that
 * takes no variables from clients, and so speaks protocol version 0.
 */
record GitProgram(Path repository) implements GitSshCommand.Service {

  private static final int BUFFER = 8_192;

  @Override
  public void serve(String command, Map<String, String> variables, GitSshCommand.Streams streams)
      throws IOException {
    String name = command.substring("git-".length(), command.indexOf(' '));
    ProcessBuilder builder = new ProcessBuilder("git", name, repository.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_COUNT", "1");
    builder.environment().put("GIT_CONFIG_KEY_0", "safe.directory");
    builder.environment().put("GIT_CONFIG_VALUE_0", "*");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      Thread.ofVirtual().name("git-ssh-in").start(() -> feed(streams.in(), process));
      copy(process.getInputStream(), streams.out());
      if (process.waitFor() != 0) {
        throw new IOException(name + " ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroy();
    }
  }

  private static void feed(InputStream in, Process process) {
    try (OutputStream out = process.getOutputStream()) {
      copy(in, out);
    } catch (IOException e) {
      process.destroy();
    }
  }

  /** Piece by piece, as each end waits for what the other one says. */
  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
      out.flush();
    }
  }
}
