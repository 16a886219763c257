package io.rolloutoperator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.webhook.WebhookToken;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Gets one Secret by its name; Secrets are neither listed nor watched. */
final class SecretTokenReader implements TokenReader {

  private final ObjectApi api;

  SecretTokenReader(ObjectApi api) {
    this.api = api;
  }

  @Override
  public Lookup read(String namespace, String secret) {
    String place = "Secret " + namespace + "/" + secret;
    return switch (api.get(Kinds.SECRET, namespace, secret)) {
      case ApiAnswer.Done(JsonNode object) -> token(place, object);
      case ApiAnswer.NotFound _ -> new Lookup.Missing(place + " not found");
      case ApiAnswer.Forbidden _ ->
          new Lookup.Missing(
              place
                  + " may not be read: grant get on it by a Role, see deploy/webhook-secrets-role.yaml");
      case ApiAnswer.TryLater(Duration wait) ->
          new Lookup.Unknown("the API server asks for a pause of " + wait.toSeconds() + " s");
      case ApiAnswer.AlreadyExists(String message) -> new Lookup.Unknown(message);
      case ApiAnswer.Conflict(String message) -> new Lookup.Unknown(message);
      case ApiAnswer.Rejected(String message) -> new Lookup.Unknown(message);
      case ApiAnswer.NotSent(String message) -> new Lookup.Unknown(message);
      case ApiAnswer.Unknown(String message) -> new Lookup.Unknown(message);
    };
  }

  private static Lookup token(String place, JsonNode secret) {
    JsonNode value = secret.path("data").path(WebhookToken.SECRET_KEY);
    if (!value.isTextual()) {
      return new Lookup.Missing(place + ": key \"" + WebhookToken.SECRET_KEY + "\" is missing");
    }
    Optional<WebhookToken> token = WebhookToken.of(Base64.getDecoder().decode(value.asText()));
    return token.isPresent()
        ? new Lookup.Found(token.get())
        : new Lookup.Missing(place + ": key \"" + WebhookToken.SECRET_KEY + "\" is blank");
  }
}
