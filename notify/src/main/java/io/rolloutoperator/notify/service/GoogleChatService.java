package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.config.YamlTree;
import java.util.Map;
import java.util.Optional;

/** Incoming webhooks of Google Chat: a text, or cards that templates write in YAML. */
record GoogleChatService(Map<String, String> urls) implements NotificationService {

  /** In bytes: a whole message may have 32,000. */
  private static final int LONGEST_TEXT = 31_000;

  private static final int LONGEST_THREAD = 4_000;

  static NotificationService of(Options options) {
    return new GoogleChatService(options.texts("webhooks"));
  }

  /** Each recipient has an address of its own. */
  @Override
  public Optional<String> server(String recipient) {
    return Parts.host(urls.get(recipient));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    String recipient = occasion.destination().recipient();
    String url = urls.getOrDefault(recipient, "");
    if (url.isEmpty()) {
      return new Prepared.Refused("no Google Chat webhook configured for recipient " + recipient);
    }
    JsonNode part = occasion.message().part("googlechat");
    try {
      ObjectNode body = Parts.object();
      cards(part, body);
      if (body.isEmpty()) {
        body.put("text", Parts.cutToBytes(occasion.message().text(), LONGEST_TEXT));
      }
      String thread = part.path("threadKey").asText();
      if (!thread.isEmpty()) {
        body.putObject("thread").put("threadKey", Parts.cut(thread, LONGEST_THREAD));
      }
      return Prepared.Calls.of(
          ServiceRequest.post(thread.isEmpty() ? url : inThread(url), body.toString())
              .judgedBy(AnswerRule.NO_ERROR_IN_BODY));
    } catch (Parts.NoJson e) {
      return new Prepared.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static void cards(JsonNode part, ObjectNode body) throws Parts.NoJson {
    JsonNode modern = list(part, "cardsV2");
    if (!modern.isEmpty()) {
      ArrayNode cards = body.putArray("cardsV2");
      for (JsonNode card : modern) {
        int number = cards.size() + 1;
        cards.addObject().put("cardId", "card-" + number).set("card", card);
      }
    }
    JsonNode first = list(part, "cards");
    if (!first.isEmpty()) {
      body.set("cards", first);
    }
  }

  private static JsonNode list(JsonNode part, String field) throws Parts.NoJson {
    return switch (YamlTree.read(part.path(field).asText())) {
      case YamlTree.Reading.Read(JsonNode tree) -> tree;
      case YamlTree.Reading.Unreadable(String message) ->
          throw new Parts.NoJson("googlechat " + field + " are not YAML: " + message);
    };
  }

  /** Without this, messages with a key begin a thread each. */
  private static String inThread(String url) {
    return url
        + (url.contains("?") ? "&" : "?")
        + "messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD";
  }
}
