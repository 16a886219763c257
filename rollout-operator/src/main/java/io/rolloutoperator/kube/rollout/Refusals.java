package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which answers of the API server are for a person to see. What is rejected is so at once; what is
 * forbidden only when it stays so, since an API server that has just started forbids everything
 * until it has read the roles.
 */
final class Refusals {

  private static final Duration FORBIDDEN_FOR = Duration.ofSeconds(3);

  private final Map<ObjectKey, Instant> forbidden = new ConcurrentHashMap<>();
  private final Map<ObjectKey, String> told = new ConcurrentHashMap<>();

  /** The words of a refusal that is to be shown; empty for every other answer. */
  Optional<String> words(ObjectKey key, ApiAnswer answer, Instant now) {
    return switch (answer) {
      case ApiAnswer.Rejected(String text) -> Optional.of(text);
      case ApiAnswer.Forbidden(String text) -> {
        Instant since = forbidden.computeIfAbsent(key, _ -> now);
        yield now.isBefore(since.plus(FORBIDDEN_FOR)) ? Optional.empty() : Optional.of(text);
      }
      default -> {
        forbidden.remove(key);
        yield Optional.empty();
      }
    };
  }

  /** Those words, if they are others than the last ones that were news. */
  Optional<String> news(ObjectKey key, ApiAnswer answer, Instant now) {
    return words(key, answer, now).filter(words -> !words.equals(told.put(key, words)));
  }

  /** A write succeeded, or the Rollout is gone. */
  void forget(ObjectKey key) {
    forbidden.remove(key);
    told.remove(key);
  }
}
