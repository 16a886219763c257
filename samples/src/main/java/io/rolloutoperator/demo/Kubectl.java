package io.rolloutoperator.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The real kubectl, as a user has it.
 *
 * @param command how to call it: the program, its kubeconfig, the namespace
 */
record Kubectl(List<String> command) {

  Kubectl {
    command = List.copyOf(command);
  }

  /** {@code kubectl apply -f -}. */
  void apply(String yaml) {
    run(yaml, "apply", "-f", "-");
  }

  /**
   * Runs a command.
   *
   * @return what it wrote to standard output
   * @throws StoryException with its own words when it failed
   */
  String run(String input, String... arguments) {
    List<String> full = new ArrayList<>(command);
    full.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(full).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new StoryException(
            "kubectl %s: %s".formatted(String.join(" ", arguments), output.strip()));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryException("interrupted");
    }
  }
}
