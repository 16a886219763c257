package io.rolloutoperator.gitsync.unit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who asks for a synchronisation.
 *
 * @param kind of the resource, {@code GitSync}
 */
public record UnitId(String kind, String namespace, String name) {

  private static final int LABEL_DIGITS = 10;

  /** {@code GitSync/shop/my-app}, the value of annotation {@code sync-owner}. */
  @Override
  public String toString() {
    return kind + "/" + namespace + "/" + name;
  }

  /**
   * The value of label {@code rollout-operator.io/sync} on all objects of this unit.
   *
   * @param installation id of this installation of the operator
   * @return ten hex digits
   */
  public String label(String installation) {
    String identity = String.join("\n", installation, kind, namespace, name);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LABEL_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
