package io.rolloutoperator.kubectl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyTest {

  private static String pem(String label, byte[] der) {
    String text = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }

  @Test
  void rsaKeysAreReadInBothForms() throws Exception {
    HeldCertificate rsa = new HeldCertificate.Builder().rsa2048().build();
    assertThat(PemKey.read(rsa.privateKeyPkcs8Pem())).isEqualTo(rsa.keyPair().getPrivate());
    assertThat(PemKey.read(rsa.privateKeyPkcs1Pem())).isEqualTo(rsa.keyPair().getPrivate());
  }

  /** {@code openssl ecparam -genkey} writes the parameters before the key. */
  @ParameterizedTest
  @CsvSource({
    "secp256r1, 32, 06082a8648ce3d030107",
    "secp384r1, 48, 06052b81040022",
    "secp521r1, 66, 06052b81040023"
  })
  void ellipticKeysAreReadInBothForms(String curve, int bytes, String identifier)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair pair = generator.generateKeyPair();
    ECPrivateKey key = (ECPrivateKey) pair.getPrivate();
    byte[] number = key.getS().toByteArray();
    byte[] fixed = new byte[bytes];
    int length = Math.min(bytes, number.length);
    System.arraycopy(number, number.length - length, fixed, bytes - length, length);
    byte[] parameters = HexFormat.of().parseHex(identifier);
    byte[] sec1 = der(0x30, der(0x02, new byte[] {1}), der(0x04, fixed), der(0xa0, parameters));

    String before = pem("EC PARAMETERS", parameters);
    assertThat(((ECPrivateKey) PemKey.read(before + pem("EC PRIVATE KEY", sec1))).getS())
        .isEqualTo(key.getS());
    assertThat(PemKey.read(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(content::writeBytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.size() >= 0x80) {
      out.write(0x81);
    }
    out.write(content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no key",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----"
      })
  void anythingElseIsRefused(String pem) {
    assertThatThrownBy(() -> PemKey.read(pem)).isInstanceOf(GeneralSecurityException.class);
  }
}
