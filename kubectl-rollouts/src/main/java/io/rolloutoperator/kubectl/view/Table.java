package io.rolloutoperator.kubectl.view;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell, two spaces apart. */
public final class Table {

  private static final int GAP = 2;

  private final List<List<Line>> rows = new ArrayList<>();

  public Table(List<String> heads) {
    rows.add(heads.stream().map(Line::of).toList());
  }

  public Table add(List<Line> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  public List<Line> lines() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<Line> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).width());
      }
    }
    List<Line> lines = new ArrayList<>();
    for (List<Line> row : rows) {
      Line line = Line.EMPTY;
      for (int column = 0; column < columns; column++) {
        line = line.plus(row.get(column).padded(widths[column] + GAP));
      }
      lines.add(line.trimmed());
    }
    return lines;
  }
}
