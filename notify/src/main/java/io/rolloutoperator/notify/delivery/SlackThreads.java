package io.rolloutoperator.notify.delivery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import io.rolloutoperator.notify.service.ServiceRequest;
import java.util.Optional;

/** Finds in Slack's answer where a new message is. */
final class SlackThreads {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SlackThreads() {}

  static Optional<ThreadReference> of(ServiceRequest request, Answer answer) {
    if (!request.url().endsWith("/chat.postMessage")
        || !(answer instanceof Answer.Answered answered)) {
      return Optional.empty();
    }
    try {
      JsonNode body = MAPPER.readTree(answered.body());
      String channel = body.path("channel").asText();
      String timestamp = body.path("ts").asText();
      return channel.isEmpty() || timestamp.isEmpty()
          ? Optional.empty()
          : Optional.of(new ThreadReference(channel, timestamp));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
