package io.rolloutoperator.testkit.junit;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an operator is started.
 *
 * @param program what is started, with what comes before the arguments
 * @param arguments of the operator
 * @param readyz answers 200 when the operator is ready
 * @param environment added to that of the tests
 */
public record OperatorCommand(
    List<String> program, List<String> arguments, URI readyz, Map<String, String> environment) {

  public OperatorCommand {
    program = List.copyOf(program);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /**
   * A main class of the tests' own class path.
   *
   * @param jvmFlags such as {@code -Xmx128m}
   */
  public static OperatorCommand ofTests(
      Class<?> mainClass, List<String> jvmFlags, URI readyz, List<String> arguments) {
    List<String> program = new ArrayList<>();
    program.add(System.getProperty("java.home") + "/bin/java");
    program.addAll(jvmFlags);
    program.addAll(List.of("-cp", testClassPath(), mainClass.getName()));
    return new OperatorCommand(program, arguments, readyz, Map.of());
  }

  /** Failsafe starts the tests with a jar of only a manifest and tells the classes by property. */
  private static String testClassPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }

  /** Returns this command with more variables of the environment. */
  public OperatorCommand withEnvironment(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new OperatorCommand(program, arguments, readyz, all);
  }

  /** Returns the command line. */
  List<String> commandLine() {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    return command;
  }
}
