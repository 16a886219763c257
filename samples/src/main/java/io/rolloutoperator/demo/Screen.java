package io.rolloutoperator.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the demo writes: a terminal, on which the last line lives, or plain text, which only grows.
 */
abstract sealed class Screen {

  /** The width that output keeps to. */
  static final int COLUMNS = 100;

  private final List<Line> written = new ArrayList<>();

  /** A line that stays. */
  final synchronized void line(Line line) {
    written.add(line);
    write(line);
  }

  final void line(String text) {
    line(Line.of(text));
  }

  final void blank() {
    line(Line.EMPTY);
  }

  /** What is going on right now; the next line or status takes its place. */
  abstract void status(Line line);

  abstract void write(Line line);

  /** All lines that stayed, for a picture. */
  final synchronized List<Line> written() {
    return List.copyOf(written);
  }

  /** For people who watch. */
  static final class Terminal extends Screen {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private final PrintStream out;

    Terminal(PrintStream out) {
      this.out = out;
    }

    @Override
    synchronized void status(Line line) {
      out.print(CLEAR_LINE + line.ansi());
      out.flush();
    }

    @Override
    void write(Line line) {
      out.print(CLEAR_LINE + line.ansi() + "\n");
      out.flush();
    }
  }

  /** For logs: no colours, and nothing that would be overwritten. */
  static final class Plain extends Screen {
    private final PrintStream out;

    Plain(PrintStream out) {
      this.out = out;
    }

    @Override
    void status(Line line) {}

    @Override
    void write(Line line) {
      out.println(line.plain());
    }
  }
}
