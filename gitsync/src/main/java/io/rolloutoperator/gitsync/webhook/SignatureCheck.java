package io.rolloutoperator.gitsync.webhook;

import java.time.Instant;

/** How a delivery proves that its sender knows the token. */
public sealed interface SignatureCheck permits BodySignature, SharedToken, TimedSignature {

  /** What came of a check. */
  sealed interface Verdict {
    /**
     * The sender knows the token.
     *
     * @param delivery the same text for the same delivery, made of what the sender proved
     * @param replayableUntil how long a copy of the delivery is to be known again
     */
    record Genuine(String delivery, Instant replayableUntil) implements Verdict {}

    /**
     * It does not, or not any more.
     *
     * @param why one line for the sender, which tells nothing about the token
     */
    record Refused(String why) implements Verdict {}
  }

  /**
   * Checks one delivery.
   *
   * @param body as it came, byte for byte
   */
  Verdict check(WebhookToken token, RequestHeaders headers, byte[] body, Instant now);

  /** The check that fits a sender. */
  static SignatureCheck of(WebhookType type) {
    return switch (type) {
      case GITHUB -> new BodySignature("X-Hub-Signature-256", "sha256=");
      case GITEA -> new BodySignature("X-Gitea-Signature", "");
      case GITLAB -> new SharedToken();
      case GENERIC_HMAC -> new TimedSignature();
    };
  }
}
