package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.NotificationTables;
import io.rolloutoperator.notify.config.TriggerCondition;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** {@code notifications trigger get [NAME]}: triggers as they are configured. */
final class TriggerGetCommand implements Command {

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Shows the triggers of notifications. The Secret is not read.");
    spec.addPositional(Flags.names("NAME", "0..1", "the trigger; all otherwise"));
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
    SortedMap<String, List<TriggerCondition>> all =
        NotificationSettings.withoutSecret(arguments, session).triggers();
    SortedMap<String, List<TriggerCondition>> shown =
        NamedEntries.named(all, arguments.names(), "trigger");
    if (output.raw()) {
      SortedMap<String, JsonNode> trees = new TreeMap<>();
      shown.forEach((name, conditions) -> trees.put(name, tree(conditions)));
      output.print(trees, session.out());
    } else {
      NotificationTables.triggers(shown)
          .lines()
          .forEach(line -> session.screen().println(line.rendered(session.colours())));
    }
    return ExitCode.OK;
  }

  private static JsonNode tree(List<TriggerCondition> conditions) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (TriggerCondition condition : conditions) {
      ObjectNode tree = list.addObject();
      put(tree, "when", condition.when());
      put(tree, "oncePer", condition.oncePer());
      put(tree, "description", condition.description());
      condition.send().forEach(tree.withArray("/send")::add);
    }
    return list;
  }

  private static void put(ObjectNode tree, String field, String text) {
    if (!text.isEmpty()) {
      tree.put(field, text);
    }
  }
}
