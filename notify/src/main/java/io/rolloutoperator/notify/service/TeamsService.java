package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Microsoft Teams: an Adaptive Card to the address of a workflow.
 *
 * @param type of the configuration, which is also the name of its part of templates
 * @param cardAlone for workflows that expect the card without a message around it
 */
record TeamsService(String type, Map<String, String> urls, boolean cardAlone)
    implements NotificationService {

  /** In bytes. A workflow answers that it has taken a larger one, and loses it then. */
  private static final int LONGEST_BODY = 28 * 1024;

  private static final int LONGEST_TEXT = 20_000;
  private static final String SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json";
  private static final Set<String> COLOURS =
      Set.of("default", "dark", "light", "accent", "good", "warning", "attention");

  static NotificationService of(String type, Options options) {
    return new TeamsService(type, options.texts("recipientUrls"), options.flag("rawCardPayload"));
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
    if (!url.startsWith("https://")) {
      return new Prepared.Refused(
          url.isEmpty()
              ? "no " + type + " webhook configured for recipient " + recipient
              : "the " + type + " webhook of recipient " + recipient + " must use https");
    }
    try {
      String body = body(occasion).toString();
      return Parts.bytes(body) > LONGEST_BODY
          ? new Prepared.Refused(
              "the %s card has %d bytes, Teams takes %d"
                  .formatted(type, Parts.bytes(body), LONGEST_BODY))
          : Prepared.Calls.of(ServiceRequest.post(url, body));
    } catch (Parts.NoJson e) {
      return new Prepared.Refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * That of the template if it has one, as people wrote it before there was a type for workflows.
   */
  private JsonNode body(Occasion occasion) throws Parts.NoJson {
    String whole = occasion.message().part(type).path("template").asText();
    if (!whole.isBlank()) {
      return Parts.json(whole, type + ": the contents of template");
    }
    JsonNode card = card(occasion);
    return cardAlone ? card : message(card);
  }

  private static ObjectNode message(JsonNode card) {
    ObjectNode message = Parts.object().put("type", "message");
    message
        .putArray("attachments")
        .addObject()
        .put("contentType", "application/vnd.microsoft.card.adaptive")
        .set("content", card);
    return message;
  }

  private JsonNode card(Occasion occasion) throws Parts.NoJson {
    JsonNode part = occasion.message().part(type);
    String own = part.path("adaptiveCard").asText();
    if (!own.isBlank()) {
      return Parts.json(own, type + " adaptiveCard");
    }
    ObjectNode card =
        Parts.object().put("$schema", SCHEMA).put("type", "AdaptiveCard").put("version", "1.4");
    ArrayNode body = card.putArray("body");
    addTitle(body, part);
    String text =
        Parts.cutToBytes(Parts.text(part, "text", occasion.message().text()), LONGEST_TEXT);
    if (!text.isEmpty()) {
      body.addObject().put("type", "TextBlock").put("text", text).put("wrap", true);
    }
    addFacts(body, list(part, "facts"));
    for (JsonNode section : list(part, "sections")) {
      addFacts(body, section.path("facts"));
    }
    addActions(card, list(part, "potentialAction"));
    return card;
  }

  private static void addTitle(ArrayNode body, JsonNode part) {
    String title = part.path("title").asText();
    if (!title.isEmpty()) {
      ObjectNode block =
          body.addObject()
              .put("type", "TextBlock")
              .put("text", title)
              .put("size", "Large")
              .put("weight", "Bolder");
      String colour = part.path("themeColor").asText();
      Parts.put(block, "color", COLOURS.contains(colour.toLowerCase(Locale.ROOT)) ? colour : "");
      block.put("wrap", true);
    }
  }

  private JsonNode list(JsonNode part, String field) throws Parts.NoJson {
    String text = part.path(field).asText();
    return text.isBlank() ? Parts.object().arrayNode() : Parts.json(text, type + " " + field);
  }

  private static void addFacts(ArrayNode body, JsonNode facts) {
    if (facts.isEmpty()) {
      return;
    }
    ArrayNode shown = body.addObject().put("type", "FactSet").putArray("facts");
    for (JsonNode fact : facts) {
      shown
          .addObject()
          .put("title", fact.path("name").asText())
          .put("value", fact.path("value").asText());
    }
  }

  private static void addActions(ObjectNode card, JsonNode actions) {
    ArrayNode shown = Parts.object().arrayNode();
    for (JsonNode action : actions) {
      String url = action.path("targets").path(0).path("uri").asText();
      if (action.path("@type").asText().equals("OpenUri") && !url.isEmpty()) {
        shown
            .addObject()
            .put("type", "Action.OpenUrl")
            .put("title", action.path("name").asText())
            .put("url", url);
      }
    }
    if (!shown.isEmpty()) {
      card.set("actions", shown);
    }
  }
}
