package io.rolloutoperator.app;

import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.kube.runtime.NotificationSettings.SelfService;
import io.rolloutoperator.notify.defaults.AlertLink;
import io.rolloutoperator.notify.defaults.ReceiverUrl;
import io.rolloutoperator.notify.defaults.Receivers;
import io.rolloutoperator.notify.defaults.Receivers.SlackChannel;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Who is told of releases without any ConfigMap. */
final class NotificationFlags {

  private static final String WEBHOOK = "ROLLOUT_OPERATOR_ALERTS_WEBHOOK";
  private static final String SLACK_TOKEN = "ROLLOUT_OPERATOR_SLACK_TOKEN";

  @Option(
      names = "--alerts-webhook",
      paramLabel = "<url>",
      description =
          "Where alerts on aborted and completed releases and on analyses go as JSON, by POST; else"
              + " that of the environment's ROLLOUT_OPERATOR_ALERTS_WEBHOOK, for a URL that is a"
              + " credential.")
  String webhook = "";

  @Option(
      names = "--alerts-alertmanager",
      paramLabel = "<url>",
      description = "The Alertmanager that gets the same alerts.")
  String alertmanager = "";

  @Option(
      names = "--alerts-slack",
      paramLabel = "<channel>",
      description =
          "The Slack channel that gets the same alerts; the token is the environment's"
              + " ROLLOUT_OPERATOR_SLACK_TOKEN.")
  String slack = "";

  @Option(
      names = "--alerts-link",
      paramLabel = "<url>",
      description =
          "The page about a Rollout in these alerts; {namespace} and {rollout} stand for its"
              + " names.")
  String link = "";

  @Option(
      names = "--self-service-notification-enabled",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "<true|false>",
      description =
          "Namespaces of Rollouts may have a ConfigMap and a Secret for notifications of their own, beside the operator's (default ${DEFAULT-VALUE}).")
  boolean selfService;

  /**
   * Judges the values.
   *
   * @throws WrongUsageException with one line that names the first wrong flag
   */
  void require() {
    Optional<URI> _ = url("--alerts-webhook", webhook, ReceiverUrl::parse);
    Optional<URI> _ = url("--alerts-alertmanager", alertmanager, ReceiverUrl::parse);
    Optional<AlertLink> _ = url("--alerts-link", link, AlertLink::parse);
  }

  /**
   * The settings, of values that {@link #require} let through.
   *
   * @throws StartupException if a token is missing, or what the environment has is no URL
   */
  NotificationSettings settings(String ownNamespace, Map<String, String> environment) {
    return new NotificationSettings(
        ownNamespace,
        new Receivers(
            webhook(environment),
            url("--alerts-alertmanager", alertmanager, ReceiverUrl::parse),
            channel(environment)),
        url("--alerts-link", link, AlertLink::parse).orElse(AlertLink.NONE),
        selfService ? SelfService.ON : SelfService.OFF);
  }

  private Optional<URI> webhook(Map<String, String> environment) {
    String secret = environment.getOrDefault(WEBHOOK, "");
    if (!webhook.isBlank() || secret.isBlank()) {
      return url("--alerts-webhook", webhook, ReceiverUrl::parse);
    }
    Optional<URI> url = ReceiverUrl.parse(secret);
    if (url.isEmpty()) {
      throw new StartupException(
          "the environment's " + WEBHOOK + " must be a URL such as https://host/path");
    }
    return url;
  }

  private Optional<SlackChannel> channel(Map<String, String> environment) {
    String token = environment.getOrDefault(SLACK_TOKEN, "").strip();
    if (!slack.isBlank() && token.isEmpty()) {
      throw new StartupException(
          "--alerts-slack needs a token in the environment's " + SLACK_TOKEN);
    }
    return slack.isBlank() ? Optional.empty() : Optional.of(new SlackChannel(slack.strip(), token));
  }

  /** Its text is in no message: the path of a webhook is a credential. */
  private static <T> Optional<T> url(
      String flag, String text, Function<String, Optional<T>> parse) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    Optional<T> url = parse.apply(text);
    if (url.isEmpty()) {
      throw new WrongUsageException(flag + " must be a URL such as https://host/path");
    }
    return url;
  }
}
