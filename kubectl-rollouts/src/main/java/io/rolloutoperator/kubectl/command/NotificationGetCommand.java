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
import io.rolloutoperator.kubectl.view.Table;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.TriggerCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code notifications template get [NAME]} and {@code notifications trigger get [NAME]}: what is
 * configured. Entries that cannot be read are told on standard error.
 *
 * @param kind of the entries, as keys of the ConfigMap begin
 */
record NotificationGetCommand<T>(
    String kind,
    Function<NotificationConfig, SortedMap<String, T>> entries,
    Function<Map<String, T>, Table> table,
    Function<T, JsonNode> tree)
    implements Command {

  static Command templates() {
    return new NotificationGetCommand<>(
        "template",
        NotificationConfig::templates,
        NotificationTables::templates,
        Function.identity());
  }

  static Command triggers() {
    return new NotificationGetCommand<>(
        "trigger",
        NotificationConfig::triggers,
        NotificationTables::triggers,
        NotificationGetCommand::tree);
  }

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, "Shows the %ss of notifications. The Secret is not read.".formatted(kind));
    spec.addPositional(Flags.names("NAME", "0..1", "the %s; all otherwise".formatted(kind)));
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
    NotificationConfig config = NotificationSettings.withoutSecret(arguments, session);
    config.problems().stream()
        .filter(problem -> problem.startsWith(kind + "."))
        .forEach(problem -> session.err().println("Warning: " + problem));
    SortedMap<String, T> shown = NamedEntries.named(entries.apply(config), arguments.names(), kind);
    if (output.raw()) {
      SortedMap<String, JsonNode> trees = new TreeMap<>();
      shown.forEach((name, entry) -> trees.put(name, tree.apply(entry)));
      output.print(trees, session.out());
    } else {
      table
          .apply(shown)
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
