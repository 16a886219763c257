package io.rolloutoperator.kubectl;

import io.rolloutoperator.kubectl.cli.Plugin;
import io.rolloutoperator.kubectl.cli.Surroundings;
import io.rolloutoperator.kubectl.command.Commands;
import io.rolloutoperator.kubectl.config.PodConfig;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Starts the plugin as a process. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        run(
            List.of(arguments),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err)));
  }

  /** The exit code of a command line. */
  static int run(List<String> arguments, OutputStream out, OutputStream err) {
    Surroundings around = ofThisProcess(out, err);
    int code = new Plugin(Commands.ALL, around).run(arguments);
    around.out().flush();
    around.err().flush();
    return code;
  }

  private static Surroundings ofThisProcess(OutputStream out, OutputStream err) {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        environment,
        Path.of(System.getProperty("user.home")),
        PodConfig.FOLDER,
        System.in,
        new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        ProcessTerminal.of(environment),
        Clock.systemUTC());
  }
}
