package io.rolloutoperator.notify.delivery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import io.rolloutoperator.notify.service.ServiceRequest;
import java.util.Set;

/**
 * Reads in Slack's answers what became of a thread.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.update">Slack, chat.update</a>
 */
final class SlackThreads {

  /** What Slack says of a first message that was deleted, or can no longer be changed. */
  private static final Set<String> GONE =
      Set.of(
          "message_not_found",
          "thread_not_found",
          "cant_update_message",
          "edit_window_closed",
          "cannot_reply_to_message");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SlackThreads() {}

  static ThreadNews of(ServiceRequest request, Answer answer) {
    if (!(answer instanceof Answer.Answered answered)) {
      return new ThreadNews.None();
    }
    boolean isPost = request.url().endsWith("/chat.postMessage");
    boolean isUpdate = request.url().endsWith("/chat.update");
    boolean isFirst = isPost && !json(request.body()).has("thread_ts");
    JsonNode body = isPost || isUpdate ? json(answered.body()) : MissingNode.getInstance();
    if (isFirst) {
      ThreadReference first =
          new ThreadReference(body.path("channel").asText(), body.path("ts").asText());
      return first.channel().isEmpty() || first.timestamp().isEmpty()
          ? new ThreadNews.None()
          : new ThreadNews.Begun(first);
    }
    return GONE.contains(body.path("error").asText())
        ? new ThreadNews.Gone()
        : new ThreadNews.None();
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }
}
