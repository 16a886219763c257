package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Webhooks of Discord. Nobody is mentioned by what a template writes. */
record DiscordService(Map<String, String> urls, String username) implements NotificationService {

  private static final int LONGEST_CONTENT = 2_000;
  private static final int LONGEST_NAME = 80;

  static NotificationService of(Options options) {
    return new DiscordService(options.texts("webhooks"), options.text("username"));
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
      return new Prepared.Refused("no Discord webhook configured for recipient " + recipient);
    }
    JsonNode part = occasion.message().part("discord");
    String content = Parts.text(part, "content", occasion.message().text());
    ObjectNode body = Parts.object().put("content", Parts.cut(content, LONGEST_CONTENT));
    Parts.put(body, "username", Parts.cut(username, LONGEST_NAME));
    String embeds = part.path("embeds").asText();
    try {
      if (!embeds.isBlank()) {
        body.set("embeds", Parts.json(embeds, "discord embeds"));
      }
    } catch (Parts.NoJson e) {
      return new Prepared.Refused(String.valueOf(e.getMessage()));
    }
    body.putObject("allowed_mentions").putArray("parse");
    return Prepared.Calls.of(
        ServiceRequest.post(url + (url.contains("?") ? "&" : "?") + "wait=true", body.toString()));
  }
}
