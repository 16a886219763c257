package io.rolloutoperator.kubectl.view;

import io.rolloutoperator.kubectl.json.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line as pieces of text with their tones. Widths are in characters. */
public record Line(List<Span> spans) {

  /** Nothing. */
  public static final Line EMPTY = new Line(List.of());

  private static final String CUT = "…";

  /** A piece of a line; what others wrote in it cannot steer the terminal. */
  public record Span(String text, Tone tone) {
    public Span {
      text = PlainText.line(text);
    }
  }

  public Line {
    spans = List.copyOf(spans);
  }

  public static Line of(String text) {
    return of(text, Tone.PLAIN);
  }

  public static Line of(String text, Tone tone) {
    return new Line(List.of(new Span(text, tone)));
  }

  public Line plus(String text) {
    return plus(text, Tone.PLAIN);
  }

  public Line plus(String text, Tone tone) {
    List<Span> longer = new ArrayList<>(spans);
    longer.add(new Span(text, tone));
    return new Line(longer);
  }

  public Line plus(Line other) {
    List<Span> longer = new ArrayList<>(spans);
    longer.addAll(other.spans);
    return new Line(longer);
  }

  /** One after the other. */
  static Line joined(List<Line> lines) {
    return new Line(lines.stream().flatMap(line -> line.spans.stream()).toList());
  }

  /** Its width in characters. */
  public int width() {
    return spans.stream().mapToInt(span -> width(span.text)).sum();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Filled with spaces at the end, never cut. */
  public Line padded(int width) {
    int missing = width - width();
    return missing <= 0 ? this : plus(" ".repeat(missing));
  }

  /** Cut at its end, with a sign that it was. */
  public Line cut(int width) {
    if (width() <= width) {
      return this;
    }
    List<Span> kept = new ArrayList<>();
    int left = width - 1;
    for (Span span : spans) {
      int taken = Math.min(left, width(span.text));
      kept.add(new Span(span.text.substring(0, span.text.offsetByCodePoints(0, taken)), span.tone));
      left -= taken;
    }
    return new Line(kept).plus(CUT);
  }

  /** Broken at spaces into lines of this width; a longer word is broken anywhere. */
  public List<Line> wrapped(int width) {
    if (width() <= width) {
      return List.of(this);
    }
    List<Line> lines = new ArrayList<>();
    Line current = EMPTY;
    for (Span word : words()) {
      Line longer = current.plus(word.text, word.tone);
      if (longer.trimmed().width() <= width) {
        current = longer;
        continue;
      }
      if (!current.spans.isEmpty()) {
        lines.add(current.trimmed());
      }
      current = lastPiece(of(word.text, word.tone), width, lines);
    }
    lines.add(current.trimmed());
    return lines;
  }

  /** Breaks a word that is too long; all but its last piece become lines. */
  private static Line lastPiece(Line word, int width, List<Line> lines) {
    Line rest = word;
    while (rest.trimmed().width() > width) {
      Span span = rest.spans.getFirst();
      int end = span.text.offsetByCodePoints(0, width);
      lines.add(of(span.text.substring(0, end), span.tone));
      rest = of(span.text.substring(end), span.tone);
    }
    return rest;
  }

  /** Each word with the spaces behind it. */
  private List<Span> words() {
    List<Span> words = new ArrayList<>();
    for (Span span : spans) {
      int start = 0;
      for (int at = 1; at < span.text.length(); at++) {
        if (span.text.charAt(at - 1) == ' ' && span.text.charAt(at) != ' ') {
          words.add(new Span(span.text.substring(start, at), span.tone));
          start = at;
        }
      }
      words.add(new Span(span.text.substring(start), span.tone));
    }
    return words;
  }

  /** Without spaces at its end. */
  public Line trimmed() {
    List<Span> kept = new ArrayList<>(spans);
    while (!kept.isEmpty()) {
      Span last = kept.removeLast();
      String text = last.text.stripTrailing();
      if (!text.isEmpty()) {
        kept.add(new Span(text, last.tone));
        break;
      }
    }
    return new Line(kept);
  }

  /** As text for a terminal, or without escape sequences. */
  public String rendered(boolean colours) {
    return trimmed().spans.stream()
        .map(span -> colours ? span.tone.paint(span.text) : span.text)
        .collect(Collectors.joining());
  }
}
