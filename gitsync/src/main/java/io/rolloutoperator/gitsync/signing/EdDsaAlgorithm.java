package io.rolloutoperator.gitsync.signing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/** Ed25519 as GnuPG writes it: RFC 9580, 5.5.5.5, "EdDSALegacy". */
record EdDsaAlgorithm() implements PgpAlgorithm {

  private static final String CURVE = "2b06010401da470f01";
  private static final int SEED = 32;

  static Optional<EdDsaAlgorithm> read(ByteBuffer in) {
    String identifier = EcdsaAlgorithm.identifier(in);
    Mpi.read(in);
    return identifier.equals(CURVE) ? Optional.of(new EdDsaAlgorithm()) : Optional.empty();
  }

  @Override
  public int id() {
    return EDDSA;
  }

  @Override
  public Hash hash() {
    return Hash.SHA_512;
  }

  @Override
  public PrivateKey privateKey(ByteBuffer secret) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(
            new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Mpi.readPadded(secret, SEED)));
  }

  @Override
  public byte[] sign(PrivateKey key, byte[] signed) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key);
    signature.update(MessageDigest.getInstance(hash().algorithm).digest(signed));
    return EcdsaAlgorithm.halves(signature.sign());
  }
}
