package io.rolloutoperator.gitsync.signing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key of a file, with what its owner says about it. */
final class PgpKey {

  private final PgpPublicKey open;
  private final ByteBuffer secret;
  private @Nullable PgpSelfSignature newest;
  private boolean revoked;

  /**
   * Nothing is said about it yet.
   *
   * @param secret its secret part, as it is protected
   */
  PgpKey(PgpPublicKey open, ByteBuffer secret) {
    this.open = open;
    this.secret = secret;
  }

  PgpPublicKey open() {
    return open;
  }

  ByteBuffer secret() {
    return secret.duplicate();
  }

  void add(PgpSelfSignature signature) {
    if (newest == null || !signature.made().isBefore(newest.made())) {
      newest = signature;
    }
  }

  void revoke() {
    revoked = true;
  }

  boolean isRevoked() {
    return revoked;
  }

  boolean hasSecret() {
    return !SecretNumbers.areElsewhere(secret);
  }

  /** A subkey must say that it signs, the primary key only must not deny it. */
  boolean maySign(boolean primary) {
    return newest == null ? primary : !newest.forbidsSigning();
  }

  Optional<Instant> expires() {
    return newest == null || newest.lasts() == 0
        ? Optional.empty()
        : Optional.of(open.created().plusSeconds(newest.lasts()));
  }
}
