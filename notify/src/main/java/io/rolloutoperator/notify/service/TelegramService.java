package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Telegram's Bot API. The recipient is the name of a public channel, or the number of a chat.
 *
 * <p>A text that is not the Markdown that Telegram asks for is refused as a whole: it is sent
 * without formatting.
 */
record TelegramService(String token) implements NotificationService {

  private static final int LONGEST_TEXT = 4_096;

  static NotificationService of(Options options) {
    return new TelegramService(options.required("token"));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    String recipient = occasion.destination().recipient();
    String text = Parts.cut(occasion.message().text(), LONGEST_TEXT);
    ObjectNode body =
        Parts.object()
            .put("chat_id", isChat(recipient) ? recipient : "@" + recipient)
            .put("text", text);
    Parts.put(body, "parse_mode", TelegramMarkdown.isClosed(text) ? "Markdown" : "");
    return Prepared.Calls.of(
        ServiceRequest.post(
                "https://api.telegram.org/bot" + token + "/sendMessage", body.toString())
            .judgedBy(AnswerRule.OK_IN_BODY));
  }

  /** Names of channels begin with a letter. */
  private static boolean isChat(String recipient) {
    char first = recipient.isEmpty() ? 'a' : recipient.charAt(0);
    return first == '-' || first == '@' || (first >= '0' && first <= '9');
  }
}
