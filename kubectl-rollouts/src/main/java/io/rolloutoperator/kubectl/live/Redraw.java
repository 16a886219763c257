package io.rolloutoperator.kubectl.live;

import java.io.PrintStream;
import java.util.List;

/**
 * Draws a screen again in its place: only lines that changed are written, so that nothing flickers,
 * and what stood above stays where it was. Escape sequences of ECMA-48.
 */
public final class Redraw {

  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintStream out;
  private final int rows;
  private List<String> drawn = List.of();
  private boolean begun;

  /**
   * A screen.
   *
   * @param rows of the terminal; the last stays free for the cursor
   */
  public Redraw(PrintStream out, int rows) {
    this.out = out;
    this.rows = Math.max(2, rows);
  }

  /** Shows these lines, as many as there is room for. */
  public void show(List<String> lines) {
    List<String> shown = fitting(lines);
    if (begun && shown.equals(drawn)) {
      return;
    }
    StringBuilder frame = new StringBuilder(begun ? "" : HIDE_CURSOR);
    if (!drawn.isEmpty()) {
      frame.append("\u001b[").append(drawn.size()).append('A');
    }
    for (int row = 0; row < shown.size(); row++) {
      boolean same = row < drawn.size() && drawn.get(row).equals(shown.get(row));
      frame.append('\r').append(same ? "" : shown.get(row) + CLEAR_LINE).append('\n');
    }
    frame.append(shown.size() < drawn.size() ? CLEAR_BELOW : "");
    out.print(frame);
    out.flush();
    drawn = shown;
    begun = true;
  }

  private List<String> fitting(List<String> lines) {
    int room = rows - 1;
    if (lines.size() <= room) {
      return lines;
    }
    List<String> cut = new java.util.ArrayList<>(lines.subList(0, room - 1));
    cut.add("… %d more lines".formatted(lines.size() - cut.size()));
    return cut;
  }

  /** Gives the cursor back. */
  public void end() {
    if (begun) {
      out.print(SHOW_CURSOR);
      out.flush();
    }
  }
}
