package io.rolloutoperator.kubectl.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lays out summary and tree for a width. */
public final class Screen {

  /** Below it labels stand close and the tree has fewer columns. */
  private static final int NARROW = 60;

  private static final int LABELS = 17;
  private static final int NARROW_LABELS = 16;
  private static final int GAP = 2;

  private Screen() {}

  /** All of it: summary, an empty line, tree with ages and what is left of delays. */
  public static List<Line> of(List<Summary.Row> rows, TreeNode tree, int width, Instant now) {
    List<Line> lines = new ArrayList<>();
    rows.forEach(row -> lines.addAll(labelled(row, width)));
    lines.add(Line.EMPTY);
    lines.addAll(tree(tree, width, now));
    return lines;
  }

  /** The summary alone. */
  public static List<Line> rows(List<Summary.Row> rows, int width) {
    List<Line> lines = new ArrayList<>();
    rows.forEach(row -> lines.addAll(labelled(row, width)));
    return lines;
  }

  private static List<Line> labelled(Summary.Row row, int width) {
    int indent = width < NARROW ? NARROW_LABELS : LABELS;
    Line label = Line.of(row.label()).padded(indent);
    List<Line> lines = new ArrayList<>();
    for (Line part : row.value().wrapped(Math.max(1, width - label.width()))) {
      lines.add((lines.isEmpty() ? label : Line.of(" ".repeat(label.width()))).plus(part));
    }
    return lines;
  }

  private static List<Line> tree(TreeNode root, int width, Instant now) {
    List<Line> names = new ArrayList<>(List.of(Line.of("NAME")));
    List<TreeNode> nodes = new ArrayList<>();
    walk(root, "", "", names, nodes);
    List<List<Line>> columns = columns(names, nodes, width, now);
    List<Integer> widths = columns.stream().map(Screen::wide).toList();
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < names.size(); row++) {
      List<Line> cells = new ArrayList<>();
      for (int at = 0; at < columns.size(); at++) {
        cells.add(columns.get(at).get(row).padded(widths.get(at) + GAP));
      }
      lines.add(Line.joined(cells).trimmed().cut(width));
    }
    return lines;
  }

  /** In a narrow terminal the kinds and the extras go, then the names are cut. */
  private static List<List<Line>> columns(
      List<Line> names, List<TreeNode> nodes, int width, Instant now) {
    List<Line> kinds = column("KIND", nodes.stream().map(n -> Line.of(n.kind())).toList());
    List<Line> states = column("STATUS", nodes.stream().map(TreeNode::status).toList());
    List<Line> ages = column("AGE", nodes.stream().map(node -> age(node, now)).toList());
    List<Line> infos = column("INFO", nodes.stream().map(node -> info(node, now)).toList());
    if (width >= NARROW) {
      int rest = wide(kinds) + wide(states) + wide(ages) + wide(infos) + 4 * GAP;
      return List.of(cut(names, Math.max(width - rest, NARROW / 2)), kinds, states, ages, infos);
    }
    return List.of(cut(names, Math.max(width - wide(states) - GAP, width / 2)), states);
  }

  private static Line age(TreeNode node, Instant now) {
    return Line.of(Durations.since(node.created(), now));
  }

  private static Line info(TreeNode node, Instant now) {
    Line info = node.info();
    return node.keptUntil()
        .map(end -> "delay:" + Durations.text(Duration.between(now, end)))
        .map(delay -> info.equals(Line.EMPTY) ? Line.of(delay) : info.plus(",").plus(delay))
        .orElse(info);
  }

  private static List<Line> column(String head, List<Line> cells) {
    List<Line> column = new ArrayList<>(List.of(Line.of(head)));
    column.addAll(cells);
    return column;
  }

  private static int wide(List<Line> column) {
    return column.stream().mapToInt(Line::width).max().orElse(0);
  }

  private static List<Line> cut(List<Line> column, int width) {
    return column.stream().map(line -> line.cut(width)).toList();
  }

  private static void walk(
      TreeNode node, String before, String below, List<Line> names, List<TreeNode> nodes) {
    names.add(Line.of(before + node.icon() + " ").plus(node.name(), node.tone()));
    nodes.add(node);
    for (int i = 0; i < node.children().size(); i++) {
      boolean last = i == node.children().size() - 1;
      walk(
          node.children().get(i),
          below + (last ? "└──" : "├──"),
          below + (last ? "   " : "│  "),
          names,
          nodes);
    }
  }
}
