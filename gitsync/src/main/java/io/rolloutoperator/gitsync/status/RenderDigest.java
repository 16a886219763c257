package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells renderings apart in a status that many may read: keyed, so that a value that is only a few
 * guesses away cannot be found by trying.
 */
final class RenderDigest {
  private static final String ALGORITHM = "HmacSHA256";

  private RenderDigest() {}

  static String of(String installation, List<Manifest> manifests) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(installation.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      for (Manifest manifest : manifests) {
        mac.update(manifest.object().toString().getBytes(StandardCharsets.UTF_8));
        mac.update((byte) '\n');
      }
      return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
