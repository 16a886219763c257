package io.rolloutoperator.demo;

import java.util.List;

/** Lines of output as an SVG picture of a terminal. */
final class Picture {

  private static final double COLUMN = 8.4;
  private static final int ROW = 19;
  private static final int MARGIN = 18;

  private Picture() {}

  static String svg(List<Line> lines) {
    int width = (int) Math.ceil(Screen.COLUMNS * COLUMN) + 2 * MARGIN;
    int height = lines.size() * ROW + 2 * MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
        <rect width="100%%" height="100%%" rx="8" fill="#0d1117"/>
        <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">
        """
            .formatted(width, height));
    for (int row = 0; row < lines.size(); row++) {
      svg.append(text(lines.get(row), MARGIN + ROW * (row + 1) - 5));
    }
    return svg.append("</g>\n</svg>\n").toString();
  }

  /** Each span says where it begins, so that columns hold whatever font the viewer has. */
  private static String text(Line line, int y) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (Line.Span span : line.spans()) {
      if (!span.text().isBlank()) {
        text.append(
            "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" fill=\"%s\"%s>%s</text>%n"
                .formatted(
                    MARGIN + column * COLUMN,
                    y,
                    span.text().length() * COLUMN,
                    span.style().colour(),
                    span.style() == Style.BOLD ? " font-weight=\"bold\"" : "",
                    escape(span.text())));
      }
      column += span.text().length();
    }
    return text.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
