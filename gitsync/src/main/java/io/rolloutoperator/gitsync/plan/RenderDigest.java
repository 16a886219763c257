package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells renderings apart in a status that many may read. It is keyed with the installation's id, so
 * that digests of two installations cannot be compared; the id is no secret, so a short value in an
 * object that is otherwise known could be found by trying. Secrets in clear text are therefore
 * refused by default. The order of objects and of their fields says nothing.
 */
public final class RenderDigest {
  private static final String ALGORITHM = "HmacSHA256";

  private RenderDigest() {}

  /** Of all objects of a unit. */
  public static String of(String installation, List<Manifest> manifests) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(installation.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      manifests.stream()
          .sorted(Comparator.comparing(manifest -> manifest.id().inventoryId()))
          .map(manifest -> TreeHash.canonical(manifest.object()) + "\n")
          .forEach(text -> mac.update(text.getBytes(StandardCharsets.UTF_8)));
      return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
