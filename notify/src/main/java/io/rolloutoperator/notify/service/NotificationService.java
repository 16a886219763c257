package io.rolloutoperator.notify.service;

/** A receiver of messages as it is configured. */
public sealed interface NotificationService
    permits AlertmanagerService,
        DiscordService,
        EmailService,
        GitHubService,
        GitLabService,
        GoogleChatService,
        GrafanaService,
        MattermostService,
        OpsgenieService,
        PagerDutyService,
        SlackService,
        TeamsService,
        TelegramService,
        WebhookService {

  /** What is sent for a message. */
  Prepared prepare(Occasion occasion);
}
