package io.rolloutoperator.testkit.junit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How an operator is started: {@code java JVMFLAGS -cp CLASSPATH MAINCLASS ARGUMENTS}.
 *
 * @param mainClass fully qualified
 * @param classPath as {@code java -cp} takes it
 * @param jvmFlags such as {@code -Xmx128m}
 * @param arguments of the operator
 * @param readyz answers 200 when the operator is ready
 * @param environment added to that of the tests
 */
public record OperatorCommand(
    String mainClass,
    String classPath,
    List<String> jvmFlags,
    List<String> arguments,
    URI readyz,
    Map<String, String> environment) {

  public OperatorCommand {
    jvmFlags = List.copyOf(jvmFlags);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A main class of the tests' own class path. */
  public static OperatorCommand of(String mainClass, URI readyz, String... arguments) {
    return new OperatorCommand(
        mainClass, testClassPath(), List.of(), List.of(arguments), readyz, Map.of());
  }

  /** Failsafe starts the tests with a jar of only a manifest and tells the classes by property. */
  private static String testClassPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }

  /** Returns this command with classes from elsewhere, as {@code java -cp} takes them. */
  public OperatorCommand withClassPath(String other) {
    return new OperatorCommand(mainClass, other, jvmFlags, arguments, readyz, environment);
  }

  /** Returns this command with flags for the JVM, after those that it has. */
  public OperatorCommand withJvmFlags(String... flags) {
    List<String> all = new ArrayList<>(jvmFlags);
    all.addAll(List.of(flags));
    return new OperatorCommand(mainClass, classPath, all, arguments, readyz, environment);
  }

  /** Returns this command with variables of the environment. */
  public OperatorCommand withEnvironment(Map<String, String> variables) {
    return new OperatorCommand(mainClass, classPath, jvmFlags, arguments, readyz, variables);
  }

  /** Returns the command line. */
  List<String> commandLine() {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return command;
  }
}
