package io.rolloutoperator.kubectl;

import io.rolloutoperator.kubectl.cli.Plugin;
import io.rolloutoperator.kubectl.cli.Surroundings;
import io.rolloutoperator.kubectl.command.Commands;
import io.rolloutoperator.kubectl.config.PodConfig;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
    Surroundings around = ofThisProcess();
    int code = new Plugin(Commands.ALL, around).run(List.of(arguments));
    around.out().flush();
    around.err().flush();
    System.exit(code);
  }

  private static Surroundings ofThisProcess() {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        environment,
        Path.of(System.getProperty("user.home")),
        PodConfig.FOLDER,
        System.in,
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
            false,
            StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        ProcessTerminal.of(environment),
        Clock.systemUTC());
  }
}
