package io.rolloutoperator.api.template;

/**
 * The short hash in names of ReplicaSets and labels: FNV-1a of 32 bits, in an alphabet that makes
 * no words.
 */
final class NameHash {

  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int OFFSET_BASIS = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  private int state = OFFSET_BASIS;

  /** Adds bytes to what is hashed. */
  NameHash add(byte[] bytes) {
    for (byte each : bytes) {
      state = (state ^ (each & 0xff)) * PRIME;
    }
    return this;
  }

  /** The hash: its decimal digits, each mapped to a letter or digit that is safe in names. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (char digit : Integer.toUnsignedString(state).toCharArray()) {
      text.append(ALPHABET.charAt(digit % ALPHABET.length()));
    }
    return text.toString();
  }
}
