package io.rolloutoperator.notify.delivery;

import io.rolloutoperator.notify.service.GitHubApp;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The token (RFC 7519, RS256) by which a GitHub App proves who it is, for nine minutes. */
final class AppAssertion {

  private static final int CLOCK_SKEW_SECONDS = 60;
  private static final int LIFE_SECONDS = 540;
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

  /** Before the key itself in PKCS #8: version 0, algorithm rsaEncryption. */
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private AppAssertion() {}

  /**
   * Signs it.
   *
   * @throws GeneralSecurityException if the key is none
   * @throws IllegalArgumentException if it is not PEM
   */
  static String of(GitHubApp app, Instant now) throws GeneralSecurityException {
    String claims =
        "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
            .formatted(
                now.getEpochSecond() - CLOCK_SKEW_SECONDS,
                now.getEpochSecond() + LIFE_SECONDS,
                digits(app.appId()));
    String signed =
        encoded(HEADER.getBytes(StandardCharsets.UTF_8))
            + "."
            + encoded(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key(app.privateKey()));
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + encoded(signature.sign());
  }

  private static String digits(String appId) {
    if (appId.isEmpty() || !appId.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("an app's id is a number");
    }
    return appId;
  }

  /** GitHub hands out keys in PKCS #1, which Java reads inside of PKCS #8 only. */
  private static PrivateKey key(String pem) throws GeneralSecurityException {
    byte[] content =
        Base64.getMimeDecoder()
            .decode(
                pem.lines()
                    .filter(line -> !line.startsWith("-----"))
                    .collect(Collectors.joining()));
    byte[] encoded =
        pem.contains("BEGIN RSA PRIVATE KEY")
            ? der(0x30, joined(RSA, der(0x04, content)))
            : content;
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /** A value with its tag and its length, which takes two bytes for every key. */
  private static byte[] der(int tag, byte[] content) {
    byte[] head = {
      (byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) (content.length & 0xFF)
    };
    return joined(head, content);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
