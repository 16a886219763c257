package io.rolloutoperator.notify.delivery;

/**
 * Why a message was not delivered, in words. A receiver's answer may repeat a credential, so a
 * reason is whole until that is hidden, and shortened afterwards: of half a credential nobody would
 * know that it is one.
 */
public final class ReasonText {
  private static final int LONGEST = 256;

  private ReasonText() {}

  /** One printable line. */
  static String line(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return out.toString();
  }

  /** At most 256 characters, for an Event or a terminal. */
  public static String shortened(String line) {
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST));
  }
}
