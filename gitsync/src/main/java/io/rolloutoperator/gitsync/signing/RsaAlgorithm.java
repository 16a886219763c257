package io.rolloutoperator.gitsync.signing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;

/** RSA, PKCS #1. */
record RsaAlgorithm(int id, BigInteger modulus, BigInteger exponent) implements PgpAlgorithm {

  @Override
  public Hash hash() {
    return Hash.SHA_512;
  }

  @Override
  public PrivateKey privateKey(ByteBuffer secret) throws GeneralSecurityException {
    BigInteger d = Mpi.read(secret);
    BigInteger p = Mpi.read(secret);
    BigInteger q = Mpi.read(secret);
    return KeyFactory.getInstance("RSA")
        .generatePrivate(
            new RSAPrivateCrtKeySpec(
                modulus,
                exponent,
                d,
                p,
                q,
                d.mod(p.subtract(BigInteger.ONE)),
                d.mod(q.subtract(BigInteger.ONE)),
                q.modInverse(p)));
  }

  @Override
  public byte[] sign(PrivateKey key, byte[] signed) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA512withRSA");
    signature.initSign(key);
    signature.update(signed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Mpi.write(new BigInteger(1, signature.sign()), out);
    return out.toByteArray();
  }
}
