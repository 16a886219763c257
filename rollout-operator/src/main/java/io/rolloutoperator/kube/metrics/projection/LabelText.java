package io.rolloutoperator.kube.metrics.projection;

/**
 * Texts of tenants as values of labels. Names of objects need none of this: the API server bounds
 * them.
 */
public final class LabelText {

  /** The longest value in UTF-16 units; a longer one is cut. */
  public static final int LONGEST = 128;

  private static final String CUT = "…";

  private LabelText() {}

  /** The text, cut at {@link #LONGEST} without tearing a character apart. */
  public static String of(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = LONGEST - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
