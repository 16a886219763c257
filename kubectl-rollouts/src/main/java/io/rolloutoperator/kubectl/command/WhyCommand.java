package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
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
import io.rolloutoperator.kubectl.view.Explanation;
import io.rolloutoperator.kubectl.view.Line;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code why ROLLOUT}: the reason of the last abort, failure or wait, with queries and numbers. */
final class WhyCommand implements Command {

  private static final Kind EVENT = new Kind("", "v1", "events", "Event", true);

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Says why a Rollout was aborted, or what it waits for: the reason, what each analysis",
        "asked and measured, and the last warnings.");
    spec.addPositional(Flags.names("ROLLOUT", "1", "the Rollout"));
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    ObjectRef rollout = Rollouts.named(session, arguments.name());
    var objects = new ObjectsReader(session.cluster()).read(rollout);
    List<JsonNode> events = events(session, objects.rollout());
    int width = session.around().terminal().columns();
    for (Line line : Explanation.of(objects, events, session.now())) {
      line.wrapped(width)
          .forEach(part -> session.screen().println(part.rendered(session.colours())));
    }
    return ExitCode.OK;
  }

  /** Who may not read Events is told the rest. */
  private static List<JsonNode> events(Session session, JsonNode rollout) throws CommandFailure {
    String fields = "involvedObject.uid=" + At.uid(rollout);
    try {
      return session
          .cluster()
          .list(new Selection(EVENT, At.namespace(rollout), "", fields))
          .items();
    } catch (ApiFailure e) {
      if (e.forbidden() || e.notFound()) {
        return List.of();
      }
      throw e;
    }
  }
}
