package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.TriggerCondition;
import io.rolloutoperator.notify.defaults.AlertLink;
import io.rolloutoperator.notify.defaults.DefaultAlerts;
import io.rolloutoperator.notify.defaults.ReceiverUrl;
import io.rolloutoperator.notify.defaults.Receivers;
import io.rolloutoperator.notify.defaults.Receivers.SlackChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The alerts that the operator sends without a ConfigMap, to receivers named by its own flags. */
final class AlertSettings {

  /** All of them, for messages. */
  static final String FLAGS = "--alerts-webhook, --alerts-alertmanager or --alerts-slack";

  private static final String WEBHOOK = "--alerts-webhook";
  private static final String ALERTMANAGER = "--alerts-alertmanager";
  private static final String SLACK = "--alerts-slack";
  private static final String LINK = "--alerts-link";
  private static final String SLACK_TOKEN = "ROLLOUT_OPERATOR_SLACK_TOKEN";

  /** What the operator puts before the names that people know. */
  private static final List<String> PREFIXES = List.of("", "alert-", "alert-on-");

  private AlertSettings() {}

  static void declare(CommandSpec spec) {
    spec.addOption(Flags.text("URL", "try the operator's alerts: by POST to this URL", WEBHOOK));
    spec.addOption(
        Flags.text("URL", "try the operator's alerts: to this Alertmanager", ALERTMANAGER));
    spec.addOption(
        Flags.text(
            "CHANNEL",
            "try the operator's alerts: to this Slack channel, with the token in " + SLACK_TOKEN,
            SLACK));
    spec.addOption(Flags.text("URL", "the page about a Rollout in these alerts", LINK));
  }

  /** The configuration that the operator makes of these flags; empty if there is no receiver. */
  static Optional<NotificationConfig> read(Arguments arguments, Session session)
      throws CommandFailure {
    Receivers receivers =
        new Receivers(
            url(arguments, WEBHOOK, ReceiverUrl::parse),
            url(arguments, ALERTMANAGER, ReceiverUrl::parse),
            channel(arguments, session));
    Optional<AlertLink> link = url(arguments, LINK, AlertLink::parse);
    if (!receivers.equals(Receivers.NONE)) {
      Map<String, String> data = DefaultAlerts.of(receivers, link.orElse(AlertLink.NONE));
      return Optional.of(ConfigReader.read(data, Map.of()));
    }
    if (link.isPresent()) {
      throw new CommandFailure("%s has no effect without %s: add one".formatted(LINK, FLAGS));
    }
    return Optional.empty();
  }

  private static <T> Optional<T> url(
      Arguments arguments, String flag, Function<String, Optional<T>> parse) throws CommandFailure {
    Optional<String> text = arguments.text(flag);
    Optional<T> url = text.flatMap(parse);
    if (text.isPresent() && url.isEmpty()) {
      throw new CommandFailure(flag + " must be a URL such as https://host/path");
    }
    return url;
  }

  private static Optional<SlackChannel> channel(Arguments arguments, Session session)
      throws CommandFailure {
    Optional<String> channel = arguments.text(SLACK);
    String token = session.around().variable(SLACK_TOKEN).orElse("").strip();
    if (channel.isPresent() && token.isEmpty()) {
      throw new CommandFailure(SLACK + " needs a token in the environment's " + SLACK_TOKEN);
    }
    return channel.map(name -> new SlackChannel(name, token));
  }

  /** Who gets these alerts. */
  static List<String> recipients(NotificationConfig config) {
    return config.subscriptions().stream()
        .flatMap(subscription -> subscription.recipients().stream())
        .filter(recipient -> DefaultAlerts.isOwn(recipient.split(":", 2)[0]))
        .toList();
  }

  /** The template of an alert, for its trigger's name too, and for the name of a default's. */
  static String template(NotificationConfig config, String name) {
    if (recipients(config).isEmpty()) {
      return name;
    }
    return PREFIXES.stream()
        .map(prefix -> prefix + name)
        .filter(each -> config.templates().containsKey(each))
        .findFirst()
        .orElse(name);
  }

  /** The alert that a template belongs to, as receivers know it. */
  static Optional<String> trigger(NotificationConfig config, String template) {
    for (String trigger : config.triggers().keySet()) {
      for (TriggerCondition condition : config.triggers().getOrDefault(trigger, List.of())) {
        if (tells(condition, template)) {
          return Optional.of(trigger);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean tells(TriggerCondition condition, String template) {
    return Stream.concat(condition.send().stream(), condition.resolve().stream())
        .anyMatch(template::equals);
  }
}
