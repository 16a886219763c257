package io.rolloutoperator.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A developer's clone, worked on with the real git.
 *
 * @param folder where its files are
 * @param settings what git reads in place of the settings of whoever runs the demo
 */
public record GitClone(Path folder, Path settings) {

  /** What {@link #settings} says. */
  public static final String SETTINGS =
      """
      [user]
      	name = Dana
      	email = dana@example.com
      [init]
      	defaultBranch = main
      [advice]
      	detachedHead = false
      """;

  /**
   * Clones a repository.
   *
   * @throws StoryException with git's own words when it cannot be cloned
   */
  public static GitClone of(String url, Path folder, Path settings) {
    Path here = Path.of("").toAbsolutePath();
    run(settings, here, List.of("clone", "-q", url, folder.toAbsolutePath().toString()));
    return new GitClone(folder, settings);
  }

  /**
   * Runs git.
   *
   * @return what it wrote
   * @throws StoryException with its own words when it failed
   */
  public String git(String... arguments) {
    return run(settings, folder, List.of(arguments));
  }

  private static String run(Path settings, Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", settings.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new StoryException("git %s: %s".formatted(arguments.getFirst(), output.strip()));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoryException("interrupted");
    }
  }
}
