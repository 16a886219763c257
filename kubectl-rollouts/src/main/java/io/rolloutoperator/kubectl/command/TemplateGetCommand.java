package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.NotificationTables;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;

/** {@code notifications template get [NAME]}: templates as they are configured. */
final class TemplateGetCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Shows the templates of notifications. The Secret is not read.");
    spec.addPositional(Flags.names("NAME", "0..1", "the template; all otherwise"));
    spec.addOption(Output.flag());
    NotificationSettings.declare(spec);
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    Output output = Output.of(arguments);
    SortedMap<String, JsonNode> all =
        NotificationSettings.withoutSecret(arguments, session).templates();
    SortedMap<String, JsonNode> shown = NamedEntries.named(all, arguments.names(), "template");
    if (output.raw()) {
      output.print(shown, session.out());
    } else {
      NotificationTables.templates(shown)
          .lines()
          .forEach(line -> session.screen().println(line.rendered(session.colours())));
    }
    return ExitCode.OK;
  }
}
