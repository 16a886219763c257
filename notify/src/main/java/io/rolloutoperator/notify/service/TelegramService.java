package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Telegram's Bot API. The recipient is the name of a public channel, or the number of a chat, which
 * begins with a minus sign.
 */
record TelegramService(String token) implements NotificationService {

  private static final int LONGEST_TEXT = 4_096;

  static NotificationService of(Options options) {
    return new TelegramService(options.required("token"));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    String recipient = occasion.destination().recipient();
    boolean isNumber = recipient.startsWith("-") || recipient.startsWith("@");
    ObjectNode body =
        Parts.object()
            .put("chat_id", isNumber ? recipient : "@" + recipient)
            .put("text", Parts.cut(occasion.message().text(), LONGEST_TEXT))
            .put("parse_mode", "Markdown");
    return Prepared.Calls.of(
        ServiceRequest.post(
                "https://api.telegram.org/bot" + token + "/sendMessage", body.toString())
            .judgedBy(AnswerRule.OK_IN_BODY));
  }
}
