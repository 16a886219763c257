package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.dashboard.DashboardServer;
import io.rolloutoperator.kubectl.dashboard.Settings;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dashboard}: the same in a browser, until Ctrl-C. */
final class DashboardCommand implements Command {

  private static final String PORT = "--port";
  private static final String ROOT = "--root-path";
  private static final String READ_ONLY = "--read-only";
  private static final String ALL = "--all-namespaces";

  private static final int USUAL_PORT = 3100;

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Shows Rollouts in the browser and promotes and aborts them there, with your rights.",
        "Only this machine reaches it. Ctrl-C ends it.");
    spec.addOption(
        Flags.text("PORT", "the port on 127.0.0.1, 3100; 0: any that is free", "-p", PORT));
    spec.addOption(Flags.text("PATH", "what addresses begin with, rollouts", ROOT));
    spec.addOption(Flags.flag("show everything, change nothing", READ_ONLY));
    spec.addOption(Flags.flag("begin with all namespaces", "-A", ALL));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    Settings settings =
        Settings.of(
            arguments.number(PORT).orElse(USUAL_PORT),
            arguments.text(ROOT).orElse("rollouts"),
            arguments.flag(READ_ONLY),
            arguments.flag(ALL) ? "" : session.namespace(),
            session.context());
    DashboardServer server =
        DashboardServer.start(settings, session::another, session.around().clock());
    try (server) {
      tell(settings, server, session.out());
      awaitEnd(server, session.out());
    }
    return ExitCode.OK;
  }

  private static void tell(Settings settings, DashboardServer server, PrintStream out) {
    String does = settings.readOnly() ? "shows" : "shows and changes";
    String where = settings.namespace().isEmpty() ? "all namespaces" : settings.namespace();
    String of = settings.context().isEmpty() ? "" : " of context " + settings.context();
    out.println("The dashboard is at " + server.address());
    out.printf(
        "It %s Rollouts of %s%s with your rights, for this machine only.%n", does, where, of);
    out.println("Ctrl-C ends it.");
    out.flush();
  }

  /** To be ended is how it ends well: the exit code is 0 then. */
  private static void awaitEnd(DashboardServer server, PrintStream out) {
    Thread end =
        new Thread(
            () -> {
              server.close();
              out.flush();
              Runtime.getRuntime().halt(ExitCode.OK);
            });
    Runtime.getRuntime().addShutdownHook(end);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Runtime.getRuntime().removeShutdownHook(end);
      Thread.currentThread().interrupt();
    }
  }
}
