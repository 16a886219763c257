package io.rolloutoperator.kubectl;

import io.rolloutoperator.kubectl.cli.Plugin;
import io.rolloutoperator.kubectl.cli.Surroundings;
import io.rolloutoperator.kubectl.cli.Terminal;
import io.rolloutoperator.kubectl.cli.TerminalSizes;
import io.rolloutoperator.kubectl.command.Commands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One command line and what came of it.
 *
 * @param code the exit code
 */
public record PluginRun(String commandLine, int code, String out, String err) {

  static final Path NOWHERE = Path.of("/nonexistent");

  /** Runs a command line against a server, in namespace {@code prod}. */
  public static PluginRun against(PretendedApiServer server, String commandLine) {
    String flags = " --server=" + server.uri() + " --namespace=prod";
    return run(commandLine, flags, Map.of(), NOWHERE, "");
  }

  /** The same with standard input. */
  public static PluginRun against(PretendedApiServer server, String commandLine, String input) {
    String flags = " --server=" + server.uri() + " --namespace=prod";
    return run(commandLine, flags, Map.of(), NOWHERE, input);
  }

  /** Runs a command line without anything but these variables. */
  public static PluginRun alone(String commandLine, Map<String, String> environment) {
    return run(commandLine, "", environment, NOWHERE, "");
  }

  /**
   * Runs a command line in a pod.
   *
   * @param serviceAccount the folder with the pod's token
   */
  public static PluginRun inPod(
      String commandLine, Map<String, String> environment, Path serviceAccount) {
    return run(commandLine, "", environment, serviceAccount, "");
  }

  /** Runs a command line against a server, in a terminal. */
  public static PluginRun inTerminal(
      PretendedApiServer server, int columns, String commandLine, Map<String, String> environment) {
    String flags = " --server=" + server.uri() + " --namespace=prod";
    Terminal terminal = new Terminal(true, columns, 50);
    return run(commandLine, flags, environment, NOWHERE, "", terminal);
  }

  private static PluginRun run(
      String commandLine,
      String flags,
      Map<String, String> environment,
      Path serviceAccount,
      String input) {
    return run(commandLine, flags, environment, serviceAccount, input, Terminal.NONE);
  }

  private static PluginRun run(
      String commandLine,
      String flags,
      Map<String, String> environment,
      Path serviceAccount,
      String input,
      Terminal terminal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            environment,
            NOWHERE,
            serviceAccount,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            TerminalSizes.fixed(terminal),
            Clock.fixed(World.NOW, ZoneOffset.UTC));
    int code = code(commandLine, flags, around);
    return new PluginRun(
        commandLine,
        code,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }

  /** The exit code of a command line with more flags behind its first word. */
  static int code(String commandLine, String flags, Surroundings around) {
    List<String> arguments = new ArrayList<>(words(commandLine));
    arguments.addAll(Math.min(1, arguments.size()), words(flags));
    return new Plugin(Commands.ALL, around).run(arguments);
  }

  private static List<String> words(String line) {
    return line.isBlank() ? List.of() : List.of(line.strip().split(" +", -1));
  }

  /** Command line, requests, output and exit code, for a golden file. */
  public String transcript(PretendedApiServer server) {
    return transcript(server, server.log());
  }

  /** The same of one that followed changes, by threads whose requests have no order. */
  public String watchTranscript(PretendedApiServer server) {
    return transcript(
        server, Stream.of(server.log(), server.watched()).flatMap(List::stream).sorted().toList());
  }

  private String transcript(PretendedApiServer server, List<String> requests) {
    StringBuilder text = new StringBuilder("$ kubectl rollouts ").append(commandLine).append('\n');
    requests.forEach(request -> text.append("  ").append(request).append('\n'));
    text.append(out);
    err.lines().forEach(line -> text.append("stderr: ").append(line).append('\n'));
    String address = server.uri().toString();
    return text.append("exit ").append(code).append('\n').toString().replace(address, "SERVER");
  }
}
