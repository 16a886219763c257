package io.rolloutoperator.demo;

/** A share as a bar of fixed width. */
final class ShareBar {

  static final int WIDTH = 25;

  private ShareBar() {}

  /**
   * Appends the bar.
   *
   * @param share per cent, 0 to 100
   */
  static Line appended(Line line, double share) {
    int full = (int) Math.round(share * WIDTH / 100);
    return line.accent("█".repeat(full)).dim("░".repeat(WIDTH - full));
  }
}
