package io.rolloutoperator.notify.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Adler32;

/** Encodings and digests of texts. */
final class EncodingFunctions {

  static final List<Function> ALL =
      List.of(
          TextFunctions.ofText("b64enc", EncodingFunctions::encoded),
          TextFunctions.ofText("b64dec", EncodingFunctions::decoded),
          TextFunctions.ofText("sha1sum", text -> digest("SHA-1", text)),
          TextFunctions.ofText("sha256sum", text -> digest("SHA-256", text)),
          TextFunctions.ofText("sha512sum", text -> digest("SHA-512", text)),
          TextFunctions.ofText("adler32sum", EncodingFunctions::checksum));

  private EncodingFunctions() {}

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What is no Base64 is answered with a sentence that says so. */
  private static String decoded(String text) {
    try {
      boolean isWhole = text.length() % 4 == 0;
      return isWhole
          ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
          : "illegal base64 data at input byte " + firstIllegal(text);
    } catch (IllegalArgumentException _) {
      return "illegal base64 data at input byte " + firstIllegal(text);
    }
  }

  private static int firstIllegal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLegal = (c < 0x80 && Character.isLetterOrDigit(c)) || c == '+' || c == '/';
      if (!isLegal) {
        return i;
      }
    }
    return text.length() / 4 * 4;
  }

  private static String digest(String algorithm, String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }

  private static String checksum(String text) {
    Adler32 sum = new Adler32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toString(sum.getValue());
  }
}
