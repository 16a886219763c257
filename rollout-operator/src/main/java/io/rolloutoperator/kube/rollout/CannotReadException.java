package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.kube.client.ApiAnswer;
import java.util.Optional;

/** What a pass needs to see cannot be seen now; the pass ends and is tried again. */
final class CannotReadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<ApiAnswer.Forbidden> refusal;

  CannotReadException(String message) {
    super(message);
    this.refusal = Optional.empty();
  }

  /** The API server did not answer with what was asked for. */
  CannotReadException(String what, ApiAnswer answer) {
    super(what + ": " + answer);
    this.refusal =
        answer instanceof ApiAnswer.Forbidden forbidden ? Optional.of(forbidden) : Optional.empty();
  }

  /** Which right is missing, if that is why. */
  Optional<ApiAnswer.Forbidden> refusal() {
    return refusal;
  }
}
