package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.NotificationTables;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.TriggerCondition;
import io.rolloutoperator.notify.trigger.TriggerEvaluator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code notifications trigger run NAME ROLLOUT}: would it be due now? Nothing is sent. */
final class TriggerRunCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec, "Judges the conditions of a trigger on a Rollout of the cluster or of a file.");
    spec.addPositional(Flags.names("NAME ROLLOUT", "2", "the trigger; the Rollout, or a file"));
    NotificationSettings.declare(spec);
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    NotificationConfig config = NotificationSettings.whole(arguments, session);
    List<TriggerCondition> conditions =
        NamedEntries.one(config.triggers(), arguments.name(), "trigger");
    NotificationSubject subject =
        NotificationSubject.read(
            session, arguments.names().getLast(), config, conditions.toString());
    NotificationTables.results(
            TriggerEvaluator.evaluate(conditions, subject.variables(), session.now()))
        .lines()
        .forEach(line -> session.screen().println(line.rendered(session.colours())));
    return ExitCode.OK;
  }
}
