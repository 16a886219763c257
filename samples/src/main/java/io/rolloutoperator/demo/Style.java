package io.rolloutoperator.demo;

/** How a piece of text looks, on a terminal and in the picture. */
enum Style {
  NORMAL("", "#d0d7de"),
  BOLD("1", "#ffffff"),
  DIM("2", "#8b949e"),
  GOOD("32", "#3fb950"),
  BAD("31", "#ff7b72"),
  ACCENT("36", "#79c0ff");

  private final String code;
  private final String colour;

  Style(String code, String colour) {
    this.code = code;
    this.colour = colour;
  }

  /** The text with the terminal's control sequences for this style. */
  String ansi(String text) {
    return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  String colour() {
    return colour;
  }
}
