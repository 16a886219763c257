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
import io.rolloutoperator.kubectl.view.At;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code create -f FILE}: creates objects of the five kinds that releases are made of. */
final class CreateCommand implements Command {

  private static final String FILE = "--filename";
  private static final String WATCH = "--watch";

  private static final List<Kind> KINDS =
      List.of(
          Kind.ROLLOUT,
          Kind.ANALYSIS_TEMPLATE,
          Kind.CLUSTER_ANALYSIS_TEMPLATE,
          Kind.ANALYSIS_RUN,
          Kind.EXPERIMENT);

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec, "Creates Rollouts, Experiments, AnalysisRuns and their templates of files.");
    spec.addOption(Flags.texts("FILE", "a file of YAML or JSON; - for standard input", "-f", FILE));
    spec.addOption(Flags.flag("follow the Rollout that was created", "-w", WATCH));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    if (arguments.texts(FILE).isEmpty()) {
      throw new CommandFailure("nothing to create: name a file with -f");
    }
    Optional<ObjectRef> rollout = Optional.empty();
    for (String file : arguments.texts(FILE)) {
      for (JsonNode object : Manifests.read(session, file)) {
        ObjectRef created = create(session, object, file);
        rollout = created.kind().equals(Kind.ROLLOUT) ? Optional.of(created) : rollout;
      }
    }
    if (arguments.flag(WATCH) && rollout.isPresent()) {
      return new TreeScreen(session, rollout.get(), Output.SCREEN).watch(Optional.empty());
    }
    return ExitCode.OK;
  }

  private static ObjectRef create(Session session, JsonNode object, String file)
      throws CommandFailure {
    Kind kind = kind(object, file);
    String own = At.namespace(object);
    String namespace = own.isEmpty() ? session.namespace() : own;
    JsonNode created = session.cluster().create(kind, namespace, object);
    session
        .out()
        .printf(
            "%s.%s/%s created%n",
            kind.name().toLowerCase(Locale.ROOT), kind.group(), At.name(created));
    return new ObjectRef(kind, namespace, At.name(created));
  }

  private static Kind kind(JsonNode object, String file) throws CommandFailure {
    String version = At.text(object, "apiVersion");
    String name = At.text(object, "kind");
    return KINDS.stream()
        .filter(kind -> kind.apiVersion().equals(version) && kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "%s: kind \"%s\" of \"%s\" is not one that create knows: use kubectl create"
                        .formatted(file, name, version)));
  }
}
