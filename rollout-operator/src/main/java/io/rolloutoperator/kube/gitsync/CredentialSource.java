package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.source.remote.CredentialReader;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.objects.Kinds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the Secrets that units name, as their accounts, and keeps them for ten minutes: a Secret
 * that changes makes the old credential fail, which asks for it anew.
 */
final class CredentialSource {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private record Key(String user, String namespace, String name) {}

  private record Held(Map<String, byte[]> data, long sinceNanos) {}

  private final Map<Key, Held> held = new ConcurrentHashMap<>();

  /** What a Secret could not give; the message is for people. */
  static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingException(String message) {
      super(message);
    }
  }

  /**
   * A Secret's values.
   *
   * @throws MissingException if it cannot be read
   */
  CredentialReader read(Account account, String namespace, String name) {
    return new CredentialReader(namespace + "/" + name, data(account, namespace, name));
  }

  /** A Secret's values as texts. */
  Map<String, String> texts(Account account, String namespace, String name) {
    Map<String, String> texts = new HashMap<>();
    data(account, namespace, name)
        .forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
    return texts;
  }

  private Map<String, byte[]> data(Account account, String namespace, String name) {
    Key key = new Key(account.user(), namespace, name);
    Held known = held.get(key);
    if (known == null || System.nanoTime() - known.sinceNanos() > KEPT.toNanos()) {
      known = new Held(fetch(account, namespace, name), System.nanoTime());
      held.put(key, known);
    }
    return known.data();
  }

  /** The next look at a Secret reads it anew. */
  void forget(Account account, String namespace, String name) {
    held.remove(new Key(account.user(), namespace, name));
  }

  private static Map<String, byte[]> fetch(Account account, String namespace, String name) {
    return switch (account.api().get(Kinds.SECRET, namespace, name)) {
      case ApiAnswer.Done(JsonNode secret) -> decoded(secret.path("data"));
      case ApiAnswer.NotFound _ ->
          throw new MissingException("Secret %s/%s not found".formatted(namespace, name));
      case ApiAnswer.Forbidden(String message) ->
          throw new ForbiddenException(account.user() + " " + Answers.shortened(message));
      case ApiAnswer other ->
          throw UnansweredException.of("Secret %s/%s".formatted(namespace, name), other);
    };
  }

  private static Map<String, byte[]> decoded(JsonNode data) {
    Map<String, byte[]> values = new HashMap<>();
    data.properties()
        .forEach(
            entry ->
                values.put(entry.getKey(), Base64.getDecoder().decode(entry.getValue().asText())));
    return values;
  }
}
