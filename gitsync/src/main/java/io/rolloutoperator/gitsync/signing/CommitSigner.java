package io.rolloutoperator.gitsync.signing;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;

/** Signs commits with one key. Its text shows nothing of the key. */
public interface CommitSigner {

  /**
   * Signs a commit as Git stores it without a signature.
   *
   * @param at time of the commit
   * @return the armored signature, in ASCII
   * @throws GeneralSecurityException if the key cannot sign
   */
  byte[] sign(byte[] commit, Instant at) throws GeneralSecurityException;

  /** From when on nobody accepts signatures of the key; empty: never. */
  Optional<Instant> expires();
}
