package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.analysis.providers.Redactor;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.json.YamlText;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.defaults.DefaultAlerts;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.subscription.Destination;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code notifications template notify NAME ROLLOUT}: a message as it would be sent. */
final class TemplateNotifyCommand implements Command {

  private static final String RECIPIENT = "--recipient";
  private static final String CONSOLE = "console";
  private static final String MANUAL = "manual";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Fills in a template for a Rollout of the cluster or of a file, and shows the message or",
        "sends it to recipients. An alert of the operator's flags is sent to their receivers, by the",
        "name of its trigger or template.");
    spec.addPositional(Flags.names("NAME ROLLOUT", "2", "the template; the Rollout, or a file"));
    spec.addOption(
        Flags.texts(
            "SERVICE:RECIPIENT",
            "a recipient, such as slack:releases; otherwise the console",
            RECIPIENT));
    NotificationSettings.declare(spec);
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    NotificationConfig config = NotificationSettings.whole(arguments, session);
    String name = AlertSettings.template(config, arguments.name());
    JsonNode template = NamedEntries.one(config.templates(), name, "template");
    NotificationSubject subject =
        NotificationSubject.read(session, arguments.names().getLast(), config, template.toString());
    for (String recipient : recipients(arguments, config)) {
      Destination destination = Destination.parse(recipient);
      Message message = message(config, name, destination, subject.variables(), session);
      if (destination.service().equals(CONSOLE)) {
        show(message, config, session);
      } else {
        new NotificationAttempt(config, session)
            .send(message, destination, subject.rollout(), trigger(config, destination, name));
      }
    }
    return ExitCode.OK;
  }

  private static List<String> recipients(Arguments arguments, NotificationConfig config) {
    List<String> named = arguments.texts(RECIPIENT);
    List<String> own = AlertSettings.recipients(config);
    return Stream.of(named, own, List.of(CONSOLE + ":stdout"))
        .filter(recipients -> !recipients.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** Alertmanager routes by it; other messages tell that a person sent them. */
  private static String trigger(
      NotificationConfig config, Destination destination, String template) {
    return DefaultAlerts.isOwn(destination.service())
        ? AlertSettings.trigger(config, template).orElse(MANUAL)
        : MANUAL;
  }

  private static Message message(
      NotificationConfig config,
      String template,
      Destination destination,
      Map<String, Value> variables,
      Session session)
      throws CommandFailure {
    Composition composition =
        new MessageComposer(config)
            .compose(List.of(template), Variables.to(destination, variables), session.now());
    return switch (composition) {
      case Composition.Composed(Message message) -> message;
      case Composition.Failed(String reason) ->
          throw new CommandFailure("failed to notify '%s': %s".formatted(destination, reason));
    };
  }

  /** A terminal shows no value of the Secret, not even where the receiver gets one. */
  private static void show(Message message, NotificationConfig config, Session session) {
    Redactor redactor = Redactor.of(config.secrets().values());
    session.out().print(redactor.redact(YamlText.of(message.tree())));
  }
}
