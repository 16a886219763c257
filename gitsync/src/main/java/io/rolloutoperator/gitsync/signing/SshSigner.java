package io.rolloutoperator.gitsync.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Signatures as {@code ssh-keygen -Y sign -n git} makes them; format: OpenSSH, {@code
 * PROTOCOL.sshsig}. JGit's own signer takes keys from files only.
 */
final class SshSigner implements CommitSigner {

  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final String NAMESPACE = "git";
  private static final String RESERVED = "";
  private static final String HASH = "sha512";
  private static final int LINE = 68;

  private static final Set<BuiltinSignatures> OTHERS =
      Set.of(
          BuiltinSignatures.ed25519,
          BuiltinSignatures.nistp256,
          BuiltinSignatures.nistp384,
          BuiltinSignatures.nistp521);

  private final KeyPair key;

  SshSigner(KeyPair key) {
    this.key = key;
  }

  /** Whether there are signatures of such a key; verifiers no longer take those of DSA. */
  static boolean isFit(KeyPair key) {
    return signature(key).isPresent();
  }

  @Override
  public byte[] sign(byte[] commit, Instant at) throws GeneralSecurityException {
    BuiltinSignatures algorithm = signature(key).orElseThrow();
    Buffer blob = new ByteArrayBuffer();
    blob.putRawBytes(MAGIC);
    blob.putInt(VERSION);
    blob.putBytes(publicKey());
    blob.putString(NAMESPACE);
    blob.putString(RESERVED);
    blob.putString(HASH);
    blob.putBytes(signature(algorithm, signed(commit)));
    return armored(blob.getCompactData());
  }

  private static byte[] signed(byte[] commit) throws GeneralSecurityException {
    Buffer signed = new ByteArrayBuffer();
    signed.putRawBytes(MAGIC);
    signed.putString(NAMESPACE);
    signed.putString(RESERVED);
    signed.putString(HASH);
    signed.putBytes(MessageDigest.getInstance("SHA-512").digest(commit));
    return signed.getCompactData();
  }

  private byte[] publicKey() {
    Buffer open = new ByteArrayBuffer();
    open.putRawPublicKey(key.getPublic());
    return open.getCompactData();
  }

  private byte[] signature(BuiltinSignatures algorithm, byte[] signed)
      throws GeneralSecurityException {
    Buffer result = new ByteArrayBuffer();
    result.putString(algorithm.getName());
    result.putBytes(raw(algorithm.create(), signed));
    return result.getCompactData();
  }

  private byte[] raw(Signature signature, byte[] signed) throws GeneralSecurityException {
    try {
      signature.initSigner(null, key.getPrivate());
      signature.update(null, signed);
      return signature.sign(null);
    } catch (GeneralSecurityException e) {
      throw e;
    } catch (Exception e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static Optional<BuiltinSignatures> signature(KeyPair key) {
    String type = KeyUtils.getKeyType(key);
    return KeyPairProvider.SSH_RSA.equals(type)
        ? Optional.of(BuiltinSignatures.rsaSHA512)
        : Optional.ofNullable(BuiltinSignatures.fromFactoryName(type)).filter(OTHERS::contains);
  }

  private static byte[] armored(byte[] blob) {
    Base64.Encoder lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    String text =
        "-----BEGIN SSH SIGNATURE-----\n"
            + lines.encodeToString(blob)
            + "\n-----END SSH SIGNATURE-----";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Optional<Instant> expires() {
    return Optional.empty();
  }
}
