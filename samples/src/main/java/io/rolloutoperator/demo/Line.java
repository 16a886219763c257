package io.rolloutoperator.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of the demo's output. Immutable: each method returns a longer line. */
record Line(List<Span> spans) {

  /** Text in one style. */
  record Span(String text, Style style) {}

  static final Line EMPTY = new Line(List.of());

  Line {
    spans = List.copyOf(spans);
  }

  static Line of(String text) {
    return EMPTY.text(text);
  }

  Line text(String text) {
    return with(text, Style.NORMAL);
  }

  Line bold(String text) {
    return with(text, Style.BOLD);
  }

  Line dim(String text) {
    return with(text, Style.DIM);
  }

  Line good(String text) {
    return with(text, Style.GOOD);
  }

  Line bad(String text) {
    return with(text, Style.BAD);
  }

  Line accent(String text) {
    return with(text, Style.ACCENT);
  }

  Line with(String text, Style style) {
    List<Span> longer = new ArrayList<>(spans);
    longer.add(new Span(text, style));
    return new Line(longer);
  }

  String plain() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  String ansi() {
    return spans.stream().map(s -> s.style().ansi(s.text())).collect(Collectors.joining());
  }
}
