package io.rolloutoperator.gitsync.signing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Optional;

/** How a key signs, with its public numbers. */
sealed interface PgpAlgorithm permits RsaAlgorithm, EcdsaAlgorithm, EdDsaAlgorithm {

  int RSA = 1;
  int RSA_SIGN_ONLY = 3;
  int ECDSA = 19;
  int EDDSA = 22;

  /** Reads the public numbers of a key; nothing if this kind cannot sign here. */
  static Optional<PgpAlgorithm> read(int id, ByteBuffer in) {
    return switch (id) {
      case RSA, RSA_SIGN_ONLY -> Optional.of(new RsaAlgorithm(id, Mpi.read(in), Mpi.read(in)));
      case ECDSA -> EcdsaAlgorithm.read(in).map(algorithm -> algorithm);
      case EDDSA -> EdDsaAlgorithm.read(in).map(algorithm -> algorithm);
      default -> Optional.empty();
    };
  }

  /** Its number in RFC 9580, 9.1. */
  int id();

  /** What it signs the hash of. */
  Hash hash();

  /** Reads the secret numbers of a key. */
  PrivateKey privateKey(ByteBuffer secret) throws GeneralSecurityException;

  /** The numbers of a signature, as they are in its packet. */
  byte[] sign(PrivateKey key, byte[] signed) throws GeneralSecurityException;

  /** Hashes of signatures: RFC 9580, 9.5. */
  enum Hash {
    SHA_256(8, "SHA-256"),
    SHA_384(9, "SHA-384"),
    SHA_512(10, "SHA-512");

    final int id;
    final String algorithm;

    Hash(int id, String algorithm) {
      this.id = id;
      this.algorithm = algorithm;
    }
  }
}
