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
import io.rolloutoperator.kubectl.view.ExperimentView;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import io.rolloutoperator.kubectl.view.RolloutTree;
import io.rolloutoperator.kubectl.view.Screen;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code get experiment EXPERIMENT}: its state and the tree of its objects. */
final class GetExperimentCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Shows an Experiment and the tree of its objects.");
    spec.addPositional(Flags.names("EXPERIMENT", "1", "the Experiment"));
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
    JsonNode experiment = session.cluster().get(ref);
    if (output.raw()) {
      output.print(Kind.EXPERIMENT, experiment, session.out());
      return ExitCode.OK;
    }
    RolloutObjects objects = new ObjectsReader(session.cluster()).readExperiment(experiment);
    int width = output == Output.WIDE ? Integer.MAX_VALUE : session.around().terminal().columns();
    Screen.of(
            ExperimentView.rows(experiment, session.now()),
            RolloutTree.ofExperiment(objects, experiment),
            width,
            session.now())
        .forEach(line -> session.screen().println(line.rendered(session.colours())));
    return ExitCode.OK;
  }
}
