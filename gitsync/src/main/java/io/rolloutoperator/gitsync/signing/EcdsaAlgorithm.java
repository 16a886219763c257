package io.rolloutoperator.gitsync.signing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** ECDSA on the curves of NIST. */
record EcdsaAlgorithm(Curve curve) implements PgpAlgorithm {

  /** Curves by their object identifiers: RFC 9580, 9.2. */
  enum Curve {
    P256("2a8648ce3d030107", "secp256r1", Hash.SHA_256),
    P384("2b81040022", "secp384r1", Hash.SHA_384),
    P521("2b81040023", "secp521r1", Hash.SHA_512);

    private final String identifier;
    private final String name;
    private final Hash hash;

    Curve(String identifier, String name, Hash hash) {
      this.identifier = identifier;
      this.name = name;
      this.hash = hash;
    }
  }

  static Optional<EcdsaAlgorithm> read(ByteBuffer in) {
    String identifier = identifier(in);
    Mpi.read(in);
    return Arrays.stream(Curve.values())
        .filter(curve -> curve.identifier.equals(identifier))
        .findFirst()
        .map(EcdsaAlgorithm::new);
  }

  /** The object identifier of a curve, in hexadecimal digits. */
  static String identifier(ByteBuffer in) {
    return HexFormat.of().formatHex(PgpPacket.octets(in, PgpPacket.octet(in)));
  }

  @Override
  public int id() {
    return ECDSA;
  }

  @Override
  public Hash hash() {
    return curve.hash;
  }

  @Override
  public PrivateKey privateKey(ByteBuffer secret) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve.name));
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(
                Mpi.read(secret), parameters.getParameterSpec(ECParameterSpec.class)));
  }

  @Override
  public byte[] sign(PrivateKey key, byte[] signed) throws GeneralSecurityException {
    String name = hash().algorithm.replace("-", "") + "withECDSAinP1363Format";
    Signature signature = Signature.getInstance(name);
    signature.initSign(key);
    signature.update(signed);
    return halves(signature.sign());
  }

  /** Two numbers of one length in a row become two numbers that know their lengths. */
  static byte[] halves(byte[] both) {
    int half = both.length / 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Mpi.write(new BigInteger(1, Arrays.copyOf(both, half)), out);
    Mpi.write(new BigInteger(1, Arrays.copyOfRange(both, half, both.length)), out);
    return out.toByteArray();
  }
}
