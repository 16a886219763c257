package io.rolloutoperator.testkit.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The launcher that is shipped, with its settings, and the jar that it starts.
 *
 * @param script the launcher
 * @param home the folder with the jar and its libraries
 * @param folder where each process that it starts has its log
 */
record ShippedLauncher(Path script, Path home, Path folder) {

  /** Makes the folder of the logs. */
  static ShippedLauncher of(Path script, Path home) throws IOException {
    Path folder = Files.createDirectories(home.toAbsolutePath().resolve("training"));
    return new ShippedLauncher(script.toAbsolutePath(), home.toAbsolutePath(), folder);
  }

  /**
   * Starts it.
   *
   * @param name of its log
   * @param cache the path of the one to use, or "off" to go without
   * @param options of the JVM, beside the shipped ones
   * @param environment added to this process' own
   */
  Process start(
      String name, String cache, String options, Map<String, String> environment, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(flags));
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
    process.environment().remove("KUBECONFIG");
    process.environment().putAll(environment);
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.environment().put("ROLLOUT_OPERATOR_HOME", home.toString());
    process.environment().put("ROLLOUT_OPERATOR_OPTS", options);
    process.environment().put("ROLLOUT_OPERATOR_AOT", cache);
    return process.start();
  }

  Path log(String name) {
    return folder.resolve(name + ".log");
  }
}
