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
import picocli.CommandLine.ParseResult;

/**
 * The entry point of the controller and, with the sub-command {@code webhook}, of the webhook
 * receiver: one jar, one launcher, one image, two Deployments. Exit status: 0 asked to stop, 1
 * cannot start or lost the lease, 2 wrong command line.
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

  /** Runs the process until it is asked to stop. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    ProcessControl process = ProcessControl.ofThisProcess();
    process.halt(new Main(out, err, Wiring::controllers, process).run(args, System.getenv()));
  }

  /** Runs with a command line; returns the exit status. */
  int run(String[] args, Map<String, String> environment) {
    Flags flags = new Flags();
    WebhookFlags webhook = new WebhookFlags();
    CommandLine commandLine = new CommandLine(flags).addSubcommand(webhook);
    ParseResult parsed;
    try {
      parsed = commandLine.parseArgs(args);
    } catch (ParameterException e) {
      err.println(oneLine(e) + " (--help lists the flags)");
      return WRONG_USAGE;
    }
    if (flags.version) {
      printVersion();
      return 0;
    }
    return parsed.hasSubcommand() && !flags.process.help
        ? run(
            webhook.process,
            parsed.subcommand().commandSpec().commandLine(),
            () -> receive(webhook, environment))
        : run(flags.process, commandLine, () -> operate(flags, environment));
  }

  /** One of the processes that this program can be. */
  @FunctionalInterface
  private interface Work {
    int run() throws InterruptedException;
  }

  private int run(ProcessFlags flags, CommandLine commandLine, Work work) {
    if (flags.help) {
      commandLine.usage(out);
      return 0;
    }
    try {
      process.configureLogging(flags);
      return work.run();
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

  private int operate(Flags flags, Map<String, String> environment) throws InterruptedException {
    FlagRules.require(flags);
    Operator operator = new Operator(flags, environment, controllers, process);
    process.onSignal(operator::stop);
    return operator.run();
  }

  private int receive(WebhookFlags flags, Map<String, String> environment)
      throws InterruptedException {
    FlagRules.require(flags);
    WebhookReceiver receiver = new WebhookReceiver(flags, environment);
    process.onSignal(receiver::stop);
    return receiver.run();
  }

  private void printVersion() {
    BuildVersion build = Build.version();
    out.println(
        "rollout-operator "
            + build.version()
            + " ("
            + build.commit()
            + "), Java "
            + Runtime.version());
  }

  private static String oneLine(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString())
        .lines()
        .findFirst()
        .orElse(e.toString());
  }
}
