package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.api.template.TolerantTemplate;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the API server what it would make of a pod template, by a creation that is not carried out.
 */
final class TemplateTrial {

  /** What the API server says. */
  sealed interface Answer {}

  /**
   * It would accept the template.
   *
   * @param template with everything that the server adds
   */
  record Completed(JsonNode template) implements Answer {}

  /**
   * It refuses the template.
   *
   * @param message its words
   */
  record Refused(String message) implements Answer {}

  /**
   * It did not say.
   *
   * @param message why
   */
  record Unanswered(String message) implements Answer {}

  /** A policy or a missing right that led to a refusal may be changed without any event. */
  private static final Duration REFUSAL_HOLDS = Duration.ofSeconds(10);

  private record Asked(long generation, Answer answer, long nanos) {
    boolean holds() {
      return answer instanceof Completed || System.nanoTime() - nanos < REFUSAL_HOLDS.toNanos();
    }
  }

  private final ObjectApi api;
  private final Map<String, Asked> answers = new ConcurrentHashMap<>();

  TemplateTrial(ObjectApi api) {
    this.api = api;
  }

  /** The answer for the present version of the spec; asked for once, after a refusal again. */
  Answer of(Rollout rollout, JsonNode template, String hash) {
    String uid = rollout.getMetadata().getUid();
    long generation = Objects.requireNonNullElse(rollout.getMetadata().getGeneration(), 0L);
    Asked asked = answers.get(uid);
    if (asked != null && asked.generation() == generation && asked.holds()) {
      return asked.answer();
    }
    Answer answer = ask(rollout, template, hash);
    if (!(answer instanceof Unanswered)) {
      answers.put(uid, new Asked(generation, answer, System.nanoTime()));
    }
    return answer;
  }

  /** Forgets a Rollout that is gone. */
  void forget(String uid) {
    answers.remove(uid);
  }

  private Answer ask(Rollout rollout, JsonNode template, String hash) {
    String namespace = rollout.getMetadata().getNamespace();
    return switch (api.tryCreate(Kinds.REPLICA_SET, namespace, body(rollout, template, hash))) {
      case ApiAnswer.Done(JsonNode object) -> new Completed(object.path("spec").path("template"));
      case ApiAnswer.Rejected(String message) -> new Refused(message);
      case ApiAnswer.AlreadyExists _ -> new Completed(template);
      case ApiAnswer.Forbidden(String message) -> new Refused(message);
      case ApiAnswer.NotFound(String message, boolean _) -> new Unanswered(message);
      case ApiAnswer.Conflict(String message) -> new Unanswered(message);
      case ApiAnswer.TryLater(Duration wait) ->
          new Unanswered("the API server asks for patience: " + wait);
      case ApiAnswer.NotSent(String message) -> new Unanswered(message);
      case ApiAnswer.Unknown(String message) -> new Unanswered(message);
    };
  }

  private static ObjectNode body(Rollout rollout, JsonNode wanted, String hash) {
    JsonNode tolerant = TolerantTemplate.of(wanted);
    ObjectNode template =
        tolerant instanceof ObjectNode tree
            ? tree.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    template.withObject("/metadata/labels").put(Annotations.POD_TEMPLATE_HASH, hash);
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", "apps/v1")
            .put("kind", "ReplicaSet");
    body.putObject("metadata").put("generateName", rollout.getMetadata().getName() + "-");
    ObjectNode spec = body.putObject("spec");
    spec.put("replicas", 0);
    spec.putObject("selector").putObject("matchLabels").put(Annotations.POD_TEMPLATE_HASH, hash);
    spec.set("template", template);
    return body;
  }
}
