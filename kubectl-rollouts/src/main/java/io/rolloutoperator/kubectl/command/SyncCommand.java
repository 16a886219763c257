package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sync GITSYNC…}: looks at the repository now. */
final class SyncCommand implements Command {

  static final String REQUEST = "rollout-operator.io/reconcile-requested-at";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Makes a GitSync look at its repository and at all its objects now.");
    spec.addPositional(Flags.names("GITSYNC", "1..*", "the GitSyncs"));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.of(Kind.GIT_SYNC);
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    String patch =
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(REQUEST, session.now());
    return Each.of(
        arguments,
        session,
        name -> {
          session.cluster().merge(new ObjectRef(Kind.GIT_SYNC, session.namespace(), name), patch);
          session.out().println("gitsync '" + name + "' requested");
        });
  }
}
