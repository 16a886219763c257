package io.rolloutoperator.kubectl;

import io.rolloutoperator.kubectl.cli.Plugin;
import io.rolloutoperator.kubectl.cli.Surroundings;
import io.rolloutoperator.kubectl.cli.Terminal;
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

/**
 * One command line and what came of it.
 *
 * @param code the exit code
 */
public record PluginRun(String commandLine, int code, String out, String err) {

  /** Runs a command line against a server, in namespace {@code prod}. */
  public static PluginRun against(PretendedApiServer server, String commandLine) {
    String flags = " --server=" + server.uri() + " --namespace=prod";
    return withInput(commandLine, flags, Map.of(), "");
  }

  /** The same with standard input. */
  public static PluginRun against(PretendedApiServer server, String commandLine, String input) {
    String flags = " --server=" + server.uri() + " --namespace=prod";
    return withInput(commandLine, flags, Map.of(), input);
  }

  /** Runs a command line without anything but these variables. */
  public static PluginRun alone(String commandLine, Map<String, String> environment) {
    return withInput(commandLine, "", environment, "");
  }

  private static PluginRun withInput(
      String commandLine, String flags, Map<String, String> environment, String input) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            environment,
            Path.of("/nonexistent/home"),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.NONE,
            Clock.fixed(World.NOW, ZoneOffset.UTC));
    List<String> arguments = new ArrayList<>(words(commandLine));
    arguments.addAll(Math.min(1, arguments.size()), words(flags));
    int code = new Plugin(Commands.ALL, around).run(arguments);
    return new PluginRun(
        commandLine,
        code,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }

  private static List<String> words(String line) {
    return line.isBlank() ? List.of() : List.of(line.strip().split(" +", -1));
  }

  /** Command line, requests, output and exit code, for a golden file. */
  public String transcript(PretendedApiServer server) {
    StringBuilder text = new StringBuilder("$ kubectl rollouts ").append(commandLine).append('\n');
    server.log().forEach(request -> text.append("  ").append(request).append('\n'));
    text.append(out);
    err.lines().forEach(line -> text.append("stderr: ").append(line).append('\n'));
    String address = server.uri().toString();
    return text.append("exit ").append(code).append('\n').toString().replace(address, "SERVER");
  }
}
