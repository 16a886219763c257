package io.rolloutoperator.kubectl.view;

/** What a piece of text says by its colour; never by colour alone. */
public enum Tone {
  PLAIN(""),
  GOOD("32"),
  BAD("31"),
  WAITING("33"),
  ACCENT("36"),
  QUIET("90"),
  STRONG("1");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** The text with the escape sequences of this tone (ECMA-48, SGR). */
  String paint(String text) {
    return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
