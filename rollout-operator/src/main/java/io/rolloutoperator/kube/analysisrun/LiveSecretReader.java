package io.rolloutoperator.kube.analysisrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.providers.SecretReader;
import io.rolloutoperator.analysis.providers.SecretRules;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Gets one Secret by its name, at the moment of the measurement; nothing is kept. */
final class LiveSecretReader implements SecretReader {

  private final ObjectApi api;
  private final SecretRules.Release release;

  LiveSecretReader(ObjectApi api, SecretRules.Release release) {
    this.api = api;
    this.release = release;
  }

  @Override
  public Lookup read(String namespace, SecretKeyRef ref) {
    return switch (api.get(Kinds.SECRET, namespace, ref.name())) {
      case ApiAnswer.Done(JsonNode secret) ->
          SecretRules.value(
              ref,
              texts(secret.path("metadata").path("labels"), UnaryOperator.identity()),
              texts(secret.path("data"), LiveSecretReader::decoded),
              release);
      case ApiAnswer.NotFound _ -> SecretRules.missing(ref);
      case ApiAnswer.Forbidden(String message) -> unavailable(ref, message);
      case ApiAnswer.AlreadyExists(String message) -> unavailable(ref, message);
      case ApiAnswer.Conflict(String message) -> unavailable(ref, message);
      case ApiAnswer.Rejected(String message) -> unavailable(ref, message);
      case ApiAnswer.NotSent(String message) -> unavailable(ref, message);
      case ApiAnswer.Unknown(String message) -> unavailable(ref, message);
      case ApiAnswer.TryLater(Duration wait) ->
          unavailable(ref, "the API server asks for a pause of " + wait.toSeconds() + " s");
    };
  }

  private static Lookup unavailable(SecretKeyRef ref, String why) {
    return new Lookup.Unavailable("secret \"" + ref.name() + "\" cannot be read: " + why);
  }

  private static Map<String, String> texts(JsonNode object, UnaryOperator<String> form) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), form.apply(e.getValue().asText())));
    return texts;
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
