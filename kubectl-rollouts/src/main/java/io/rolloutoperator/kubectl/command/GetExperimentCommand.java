package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code get experiment EXPERIMENT [-w]}: its state and the tree of its objects. */
final class GetExperimentCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Shows an Experiment and the tree of its objects.");
    spec.addPositional(Flags.names("EXPERIMENT", "1", "the Experiment"));
    Following.declare(spec);
    spec.addOption(Output.flag());
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.of(Kind.EXPERIMENT);
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    ObjectRef ref = new ObjectRef(Kind.EXPERIMENT, session.namespace(), arguments.name());
    Output output = Output.of(arguments);
    Optional<Duration> limit = Following.limit(arguments);
    if (arguments.flag(Following.WATCH)) {
      return output.raw()
          ? new ObjectStream(session, output).of(ref, limit)
          : new TreeScreen(session, ref, output).watch(limit);
    }
    JsonNode experiment = session.cluster().get(ref);
    if (output.raw()) {
      output.print(Kind.EXPERIMENT, experiment, session.out());
    } else {
      new TreeScreen(session, ref, output)
          .print(new ObjectsReader(session.cluster()).readExperiment(experiment));
    }
    return ExitCode.OK;
  }
}
