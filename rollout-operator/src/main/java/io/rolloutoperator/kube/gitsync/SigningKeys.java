package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.signing.CommitSigner;
import io.rolloutoperator.gitsync.signing.SigningKeyReader;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.gitsync.unit.WriteBack.SigningKey;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The signers of units. One is kept as long as its Secret stays the same, as a passphrase costs up
 * to a second of work.
 */
final class SigningKeys {

  private record Held(SigningKey key, Map<String, String> data, CommitSigner signer) {
    boolean isOf(SigningKey wanted, Map<String, String> current, Instant at) {
      return key.equals(wanted)
          && data.equals(current)
          && signer.expires().filter(end -> !at.isBefore(end)).isEmpty();
    }
  }

  private final CredentialSource credentials;
  private final Map<UnitId, Held> held = new ConcurrentHashMap<>();

  SigningKeys(CredentialSource credentials) {
    this.credentials = credentials;
  }

  /**
   * The signer of a unit's commits.
   *
   * @throws io.rolloutoperator.gitsync.source.remote.CredentialException if the key cannot sign at
   *     that moment
   */
  CommitSigner of(Account account, UnitId unit, SigningKey key, Instant at) {
    Map<String, String> data = credentials.texts(account, unit.namespace(), key.secret());
    Held known = held.get(unit);
    if (known == null || !known.isOf(key, data, at)) {
      String secret = unit.namespace() + "/" + key.secret();
      known = new Held(key, data, new SigningKeyReader(secret, data).signer(key.kind(), at));
      held.put(unit, known);
    }
    return known.signer();
  }

  void forget(UnitId unit) {
    held.remove(unit);
  }
}
