package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;

/** Recognises the names that kustomize's generators give: each content has its own. */
final class HashedName {

  private static final int LENGTH = 10;

  /** Hexadecimal digits after kustomize has replaced 0, 1, 3, a and e by g, h, k, m and t. */
  private static final String ALPHABET = "2456789bcdfghkmt";

  private HashedName() {}

  static boolean matches(ObjectId id) {
    boolean generated = id.kind().equals("ConfigMap") || id.kind().equals("Secret");
    String name = id.name();
    int dash = name.length() - LENGTH - 1;
    return generated
        && id.group().isEmpty()
        && dash > 0
        && name.charAt(dash) == '-'
        && name.chars().skip(dash + 1L).allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }
}
