package io.rolloutoperator.notify.service;

import io.rolloutoperator.notify.config.ServiceDefinition;

/** All services. A new one is a file and a line here. */
public final class Services {

  private Services() {}

  /** What reading a service's options ends in. */
  public sealed interface Reading {
    record Usable(NotificationService service) implements Reading {}

    /**
     * It cannot be used.
     *
     * @param reason one line for people
     */
    record Refused(String reason) implements Reading {}
  }

  /** Reads the options of a service. */
  public static Reading of(ServiceDefinition definition) {
    Options options = new Options(definition.name(), definition.options());
    try {
      return switch (definition.type()) {
        case "alertmanager" -> usable(AlertmanagerService.of(options));
        case "discord" -> usable(DiscordService.of(options));
        case "email" -> usable(EmailService.of(options));
        case "github" -> usable(GitHubService.of(options));
        case "gitlab" -> usable(GitLabService.of(options));
        case "googlechat" -> usable(GoogleChatService.of(options));
        case "grafana" -> usable(GrafanaService.of(options));
        case "mattermost" -> usable(MattermostService.of(options));
        case "opsgenie" -> usable(OpsgenieService.of(options));
        case "pagerdutyv2" -> usable(PagerDutyService.of(options));
        case "slack" -> usable(SlackService.of(options));
        case "teams", "teams-workflows" -> usable(TeamsService.of(definition.type(), options));
        case "telegram" -> usable(TelegramService.of(options));
        case "webhook" -> usable(WebhookService.of(options));
        default -> new Reading.Refused("service type '" + definition.type() + "' is not supported");
      };
    } catch (Options.Invalid e) {
      return new Reading.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static Reading usable(NotificationService service) {
    return new Reading.Usable(service);
  }
}
