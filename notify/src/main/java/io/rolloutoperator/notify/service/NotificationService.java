package io.rolloutoperator.notify.service;

import io.rolloutoperator.notify.message.Message;
import java.time.Duration;
import java.util.Optional;

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

  /**
   * What a message is put together with: those of one group are one thread, or one message that
   * changes. Empty for a message by itself.
   */
  default Optional<String> group(Message message) {
    return Optional.empty();
  }

  /** What is sent for a message. */
  Prepared prepare(Occasion occasion);

  /**
   * Which of its servers a recipient is at; empty if all recipients are at one. A server that is
   * dead holds up nobody who is at another.
   */
  default Optional<String> server(String recipient) {
    return Optional.empty();
  }

  /** How often it must be told what lasts, or it takes it for over; empty if once is enough. */
  default Optional<Duration> remindedEvery() {
    return Optional.empty();
  }
}
