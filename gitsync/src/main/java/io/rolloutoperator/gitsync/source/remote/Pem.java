package io.rolloutoperator.gitsync.source.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Certificates and private keys as text. */
final class Pem {

  private static final String PKCS8_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String PKCS8_END = "-----END PRIVATE KEY-----";
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private Pem() {}

  static boolean isCertificates(String pem) {
    try {
      return !certificates(pem).isEmpty();
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static boolean isKey(String pem) {
    try {
      privateKey(pem);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static List<Certificate> certificates(String pem) throws GeneralSecurityException {
    return List.copyOf(
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
  }

  /** PKCS #8, PKCS #1 or SEC 1, without encryption. */
  static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    int begin = pem.indexOf(PKCS8_BEGIN);
    int end = pem.indexOf(PKCS8_END);
    try {
      return begin >= 0 && end > begin
          ? pkcs8(pem.substring(begin + PKCS8_BEGIN.length(), end))
          : keyPair(pem, FilePasswordProvider.EMPTY).getPrivate();
    } catch (IOException | IllegalArgumentException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static PrivateKey pkcs8(String base64) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64.strip()));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // It is a key of another algorithm; the last one decides.
      }
    }
    throw new InvalidKeySpecException("no key of " + ALGORITHMS);
  }

  static KeyPair keyPair(String pem, FilePasswordProvider passphrase)
      throws IOException, GeneralSecurityException {
    SshRuntime.install();
    byte[] bytes = (pem + "\n").getBytes(StandardCharsets.US_ASCII);
    Iterable<KeyPair> pairs =
        SecurityUtils.loadKeyPairIdentities(
            null, NamedResource.ofName("key"), new ByteArrayInputStream(bytes), passphrase);
    Iterator<KeyPair> first = pairs == null ? List.<KeyPair>of().iterator() : pairs.iterator();
    if (!first.hasNext()) {
      throw new InvalidKeySpecException("no key");
    }
    return first.next();
  }
}
