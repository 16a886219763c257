package io.rolloutoperator.gitsync.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Where a GitSync's deliveries are taken: {@code /hook/} and the SHA-256 of token, name and
 * namespace in a row. It cannot be guessed, and it changes with the token.
 */
public record WebhookPath(String value) {
  /** What all paths begin with. */
  public static final String PREFIX = "/hook/";

  /** The path of one GitSync, also for its {@code status.webhookPath}. */
  public static WebhookPath of(WebhookToken token, String namespace, String name) {
    byte[] rest = (name + namespace).getBytes(StandardCharsets.UTF_8);
    return new WebhookPath(PREFIX + HexFormat.of().formatHex(token.digestWith(rest)));
  }

  /**
   * What a path is found by. A look-up takes a time that depends on this digest, from which no path
   * can be told.
   */
  static String indexOf(String path) {
    return HexFormat.of().formatHex(Sha256.digest(path.getBytes(StandardCharsets.UTF_8)));
  }

  /** Compares in a time that does not tell where the two differ. */
  boolean matches(String requested) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), requested.getBytes(StandardCharsets.UTF_8));
  }
}
