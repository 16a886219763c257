package io.rolloutoperator.gitsync.unit;

import java.util.Optional;

/**
 * How commits get into the repository.
 *
 * @param secret name of the Secret with the credential, in the unit's namespace
 * @param provider {@code github}, {@code gitlab}, {@code gitea} or {@code generic}
 * @param apiUrl of the forge; empty: derived from the repository's URL
 * @param maxCommitsPerHour at least 1
 * @param signingKey empty: commits are not signed
 */
public record WriteBack(
    String secret,
    String provider,
    String apiUrl,
    String authorName,
    String authorEmail,
    int maxCommitsPerHour,
    Optional<SigningKey> signingKey) {

  /**
   * The key that every commit must be signed with.
   *
   * @param secret name of the Secret that has it, in the unit's namespace
   */
  public record SigningKey(Kind kind, String secret) {
    /** Formats of keys and signatures. */
    public enum Kind {
      /** An armored OpenPGP key. */
      GPG,
      /** A private key as {@code ssh-keygen} makes it. */
      SSH
    }
  }
}
