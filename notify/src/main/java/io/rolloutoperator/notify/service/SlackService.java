package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Slack's Web API: {@code chat.postMessage}, and {@code chat.update} for one message that goes
 * through a release. Messages with the same grouping key are a thread.
 */
record SlackService(String api, String token, String username, String icon, boolean disableUnfurl)
    implements NotificationService {

  private static final int LONGEST_TEXT = 40_000;

  /** What becomes of a message whose group has one already. */
  private enum Policy {
    POST,
    POST_AND_UPDATE,
    UPDATE;

    static Policy of(String text) {
      return switch (text) {
        case "Update" -> UPDATE;
        case "PostAndUpdate" -> POST_AND_UPDATE;
        default -> POST;
      };
    }
  }

  static NotificationService of(Options options) {
    return new SlackService(
        Parts.withoutSlash(options.text("apiURL", "https://slack.com/api")),
        options.required("token"),
        options.text("username"),
        options.text("icon"),
        options.flag("disableUnfurl"));
  }

  @Override
  public Optional<String> group(Message message) {
    return Optional.of(message.part("slack").path("groupingKey").asText())
        .filter(group -> !group.isEmpty());
  }

  /** A change comes before a new message: of the two it may be repeated where one of them fails. */
  @Override
  public Prepared prepare(Occasion occasion) {
    JsonNode part = occasion.message().part("slack");
    Optional<ThreadReference> thread = group(occasion.message()).flatMap(_ -> occasion.thread());
    Policy policy = Policy.of(part.path("deliveryPolicy").asText());
    List<ServiceRequest> requests = new ArrayList<>();
    try {
      if (thread.isPresent() && policy != Policy.POST) {
        requests.add(request("chat.update", updated(occasion, part, thread.get())));
      }
      if (thread.isEmpty() || policy != Policy.UPDATE) {
        requests.add(request("chat.postMessage", posted(occasion, part, thread)));
      }
      return new Prepared.Calls(requests, false);
    } catch (Parts.NoJson e) {
      return new Prepared.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** Slack warns of bodies that do not name their character set. */
  private ServiceRequest request(String method, ObjectNode body) {
    return new ServiceRequest(
        "POST",
        api + "/" + method,
        List.of(
            new ServiceRequest.Header("Content-Type", "application/json; charset=utf-8"),
            new ServiceRequest.Header("Authorization", "Bearer " + token)),
        body.toString(),
        AnswerRule.OK_IN_BODY);
  }

  private ObjectNode posted(Occasion occasion, JsonNode part, Optional<ThreadReference> thread)
      throws Parts.NoJson {
    ObjectNode body = Parts.object().put("channel", occasion.destination().recipient());
    addContent(body, occasion, part);
    Parts.put(body, "username", Parts.text(part, "username", username));
    addIcon(body, Parts.text(part, "icon", icon));
    thread.ifPresent(first -> body.put("thread_ts", first.timestamp()));
    if (part.path("notifyBroadcast").asBoolean(false)) {
      body.put("reply_broadcast", true);
    }
    if (disableUnfurl) {
      body.put("unfurl_links", false).put("unfurl_media", false);
    }
    return body;
  }

  private static ObjectNode updated(Occasion occasion, JsonNode part, ThreadReference first)
      throws Parts.NoJson {
    ObjectNode body = Parts.object().put("channel", first.channel()).put("ts", first.timestamp());
    addContent(body, occasion, part);
    return body;
  }

  private static void addContent(ObjectNode body, Occasion occasion, JsonNode part)
      throws Parts.NoJson {
    String said = occasion.message().text();
    boolean hasNames = SlackMentions.isIn(said);
    body.put("text", Parts.cut(SlackMentions.plain(said), LONGEST_TEXT));
    for (String field : List.of("attachments", "blocks")) {
      String text = part.path(field).asText();
      hasNames |= SlackMentions.isIn(text);
      if (!text.isBlank()) {
        body.set(field, Parts.json(SlackMentions.plain(text), "slack " + field));
      }
    }
    if (hasNames) {
      body.put("link_names", true);
    }
  }

  private static void addIcon(ObjectNode body, String icon) {
    if (icon.startsWith(":") && icon.endsWith(":") && icon.length() > 2) {
      body.put("icon_emoji", icon);
    } else if (icon.startsWith("https://") || icon.startsWith("http://")) {
      body.put("icon_url", icon);
    }
  }
}
