package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Posts of Mattermost; the recipient is the id of a channel. */
record MattermostService(String api, String token) implements NotificationService {

  private static final int LONGEST_POST = 16_383;

  static NotificationService of(Options options) {
    return new MattermostService(
        Parts.withoutSlash(options.required("apiURL")), options.required("token"));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    ObjectNode body =
        Parts.object()
            .put("channel_id", occasion.destination().recipient())
            .put("message", Parts.cut(occasion.message().text(), LONGEST_POST));
    String attachments = occasion.message().part("mattermost").path("attachments").asText();
    if (!attachments.isBlank()) {
      try {
        body.putObject("props")
            .set("attachments", Parts.json(attachments, "mattermost attachments"));
      } catch (Parts.NoJson e) {
        return new Prepared.Refused(String.valueOf(e.getMessage()));
      }
    }
    return Prepared.Calls.of(
        ServiceRequest.post(api + "/api/v4/posts", body.toString())
            .with("Authorization", "Bearer " + token));
  }
}
