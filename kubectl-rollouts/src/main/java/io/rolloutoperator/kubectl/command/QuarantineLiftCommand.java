package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.QuarantineTable;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code quarantine lift ROLLOUT}: an aborted release may start again. */
final class QuarantineLiftCommand implements Command {

  private static final String RELEASE = "rollout-operator.io/release-quarantine";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Lets Git sync start an aborted release of a Rollout again.");
    spec.addPositional(Flags.names("ROLLOUT", "1", "the Rollout"));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    String namespace = session.namespace();
    List<JsonNode> syncs = session.cluster().list(Selection.of(Kind.GIT_SYNC, namespace)).items();
    List<QuarantineTable.Entry> held =
        QuarantineTable.entries(syncs).stream()
            .filter(entry -> entry.isOf(namespace, arguments.name()))
            .toList();
    if (held.isEmpty()) {
      throw new CommandFailure(
          "no release of rollout \"%s\" is quarantined by a GitSync of namespace %s"
              .formatted(arguments.name(), namespace));
    }
    for (QuarantineTable.Entry entry : held) {
      ObjectRef sync = new ObjectRef(Kind.GIT_SYNC, namespace, At.name(entry.sync()));
      String patch =
          "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(RELEASE, entry.hash());
      session.cluster().merge(sync, patch);
      session.out().printf("release %s of rollout '%s' lifted%n", entry.hash(), arguments.name());
    }
    return ExitCode.OK;
  }
}
