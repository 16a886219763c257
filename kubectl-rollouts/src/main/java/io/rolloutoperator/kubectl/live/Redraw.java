package io.rolloutoperator.kubectl.live;

import io.rolloutoperator.kubectl.cli.Terminal;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a screen again in its place: only lines that changed are written, so that nothing flickers,
 * and what stood above stays where it was. Escape sequences of ECMA-48.
 */
public final class Redraw {

  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CLEAR_ALL = "\u001b[H\u001b[2J";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintStream out;
  private List<String> drawn = List.of();
  private @Nullable Terminal size;

  public Redraw(PrintStream out) {
    this.out = out;
  }

  /**
   * Shows these lines, as many as there is room for; the last row stays free for the cursor. A
   * terminal of another size than before has broken its lines anew, so that nothing of them can be
   * kept.
   */
  public void show(List<String> lines, Terminal terminal) {
    boolean begun = size != null;
    boolean resized = begun && !terminal.equals(size);
    List<String> shown = fitting(lines, terminal.rows() - 1);
    if (begun && !resized && shown.equals(drawn)) {
      return;
    }
    StringBuilder frame = new StringBuilder(begun ? "" : HIDE_CURSOR);
    if (resized) {
      frame.append(CLEAR_ALL);
      drawn = List.of();
    }
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
    size = terminal;
  }

  private static List<String> fitting(List<String> lines, int room) {
    if (lines.size() <= room) {
      return lines;
    }
    List<String> cut = new java.util.ArrayList<>(lines.subList(0, room - 1));
    cut.add("… %d more lines".formatted(lines.size() - cut.size()));
    return cut;
  }

  /** Gives the cursor back. */
  public void end() {
    if (size != null) {
      out.print(SHOW_CURSOR);
      out.flush();
    }
  }
}
