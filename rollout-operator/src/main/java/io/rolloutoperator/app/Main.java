package io.rolloutoperator.app;

import io.rolloutoperator.kube.metrics.BuildVersion;
import io.rolloutoperator.kube.runtime.ControllerFactory;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The controller's entry point. Exit status: 0 asked to stop, 1 cannot start or lost the lease, 2
 * wrong command line.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final PrintWriter out;
  private final PrintWriter err;
  private final ControllerFactory controllers;
  private final ProcessControl process;

  Main(PrintWriter out, PrintWriter err, ControllerFactory controllers, ProcessControl process) {
    this.out = out;
    this.err = err;
    this.controllers = controllers;
    this.process = process;
  }

  /** Runs the controller until it is asked to stop. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    ProcessControl process = ProcessControl.ofThisProcess();
    process.halt(new Main(out, err, Wiring::controllers, process).run(args, System.getenv()));
  }

  /** Runs with a command line; returns the exit status. */
  int run(String[] args, Map<String, String> environment) {
    Flags flags = new Flags();
    CommandLine commandLine = new CommandLine(flags);
    try {
      commandLine.parseArgs(args);
    } catch (ParameterException e) {
      err.println(oneLine(e) + " (--help lists the flags)");
      return WRONG_USAGE;
    }
    if (flags.help) {
      commandLine.usage(out);
      return 0;
    }
    if (flags.version) {
      BuildVersion build = Build.version();
      out.println(
          "rollout-operator "
              + build.version()
              + " ("
              + build.commit()
              + "), Java "
              + Runtime.version());
      return 0;
    }
    try {
      Logging.configure(flags.logLevel, flags.logFormat, flags.kubeLogLevel);
      FlagRules.require(flags);
      Operator operator = new Operator(flags, environment, controllers, process);
      process.onSignal(operator::stop);
      return operator.run();
    } catch (StartupException e) {
      err.println(oneLine(e));
      return e instanceof WrongUsageException ? WRONG_USAGE : FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(Main.class).error("cannot go on: {}", oneLine(e));
      LoggerFactory.getLogger(Main.class).debug("where it happened", e);
      return FAILED;
    }
  }

  private static String oneLine(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString())
        .lines()
        .findFirst()
        .orElse(e.toString());
  }
}
