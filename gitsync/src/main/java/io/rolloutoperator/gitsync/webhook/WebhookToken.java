package io.rolloutoperator.gitsync.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** What a sender and this receiver share: key {@code token} of a webhook's Secret. */
public final class WebhookToken {
  /** Key of the Secret. */
  public static final String SECRET_KEY = "token";

  private final byte[] bytes;

  private WebhookToken(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes a token as it stands in a Secret, every byte of it.
   *
   * @return nothing if it is blank: everybody knows that one
   */
  public static Optional<WebhookToken> of(byte[] value) {
    return new String(value, StandardCharsets.UTF_8).isBlank()
        ? Optional.empty()
        : Optional.of(new WebhookToken(value.clone()));
  }

  byte[] digestWith(byte[] rest) {
    return Sha256.digest(bytes, rest);
  }

  byte[] hmac(byte[]... parts) {
    return Sha256.hmac(bytes, parts);
  }

  /** Compares in a time that tells neither where the two differ nor how long this token is. */
  boolean isSameAs(byte[] presented) {
    return MessageDigest.isEqual(Sha256.digest(bytes), Sha256.digest(presented));
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "*****";
  }
}
