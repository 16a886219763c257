package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.RunFromTemplate;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.At;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code create analysisrun --from TEMPLATE}: measures now, without a release. */
final class CreateAnalysisRunCommand implements Command {

  private static final String FROM = "--from";
  private static final String FROM_FILE = "--from-file";
  private static final String GLOBAL = "--global";
  private static final String ARGUMENT = "--argument";
  private static final String NAME = "--name";
  private static final String GENERATE = "--generate-name";
  private static final String INSTANCE = "--instance-id";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Creates an AnalysisRun from a template of the cluster or of a file.");
    spec.addOption(Flags.text("TEMPLATE", "the AnalysisTemplate", FROM));
    spec.addOption(Flags.text("FILE", "a file with it; - for standard input", FROM_FILE));
    spec.addOption(Flags.flag("--from names a ClusterAnalysisTemplate", GLOBAL));
    spec.addOption(Flags.texts("NAME=VALUE", "an argument", "-a", ARGUMENT));
    spec.addOption(Flags.text("NAME", "of the run; generated otherwise", NAME));
    spec.addOption(Flags.text("PREFIX", "the beginning of a generated name", GENERATE));
    spec.addOption(Flags.text("ID", "the controller that is to run it", INSTANCE));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    RunFromTemplate made =
        new RunFromTemplate(
            arguments.text(NAME),
            arguments.text(GENERATE),
            arguments.text(INSTANCE),
            values(arguments));
    JsonNode run =
        session
            .cluster()
            .create(Kind.ANALYSIS_RUN, session.namespace(), made.of(template(arguments, session)));
    session.out().println("analysisrun.argoproj.io/" + At.name(run) + " created");
    return ExitCode.OK;
  }

  private static JsonNode template(Arguments arguments, Session session) throws CommandFailure {
    Optional<String> from = arguments.text(FROM);
    Optional<String> file = arguments.text(FROM_FILE);
    if (from.isPresent() == file.isPresent()) {
      throw new CommandFailure("one of --from or --from-file must be used");
    }
    if (file.isPresent()) {
      return Manifests.read(session, file.get()).getFirst();
    }
    Kind kind = arguments.flag(GLOBAL) ? Kind.CLUSTER_ANALYSIS_TEMPLATE : Kind.ANALYSIS_TEMPLATE;
    return session.cluster().get(new ObjectRef(kind, session.namespace(), from.get()));
  }

  private static Map<String, String> values(Arguments arguments) throws CommandFailure {
    Map<String, String> values = new LinkedHashMap<>();
    for (String text : arguments.texts(ARGUMENT)) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new CommandFailure("arguments must be in the form NAME=VALUE: " + text);
      }
      values.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return values;
  }
}
