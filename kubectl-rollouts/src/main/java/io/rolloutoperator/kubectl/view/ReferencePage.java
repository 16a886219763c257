package io.rolloutoperator.kubectl.view;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The tables of Markdown pages, searched by the words that their rows are about. */
public final class ReferencePage {

  /** A row with its table's heads. */
  private record Entry(String section, List<String> heads, List<String> cells) {

    boolean isAbout(String word) {
      return words().stream().anyMatch(word::equalsIgnoreCase);
    }

    /** Words of the first two cells that look like names. */
    List<String> words() {
      List<String> words = new ArrayList<>();
      for (String cell : cells.subList(0, Math.min(2, cells.size()))) {
        for (String word : cell.split("[ ,:;`()\\[\\]]+", -1)) {
          boolean name =
              word.length() > 3
                  && Character.isLetter(word.charAt(0))
                  && (Character.isUpperCase(word.charAt(0)) || word.contains("-"))
                  && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
          if (name) {
            words.add(word);
          }
        }
      }
      return words;
    }

    String text() {
      StringBuilder text = new StringBuilder(section);
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          text.append("\n  ").append(heads.get(i)).append(": ").append(plain(cells.get(i)));
        }
      }
      return text.toString();
    }

    /** Without the marks of code, links and emphasis; what is code keeps its stars. */
    private static String plain(String cell) {
      StringBuilder text = new StringBuilder();
      boolean code = false;
      for (int i = 0; i < cell.length(); i++) {
        char c = cell.charAt(i);
        int target =
            c == ']' && i + 1 < cell.length() && cell.charAt(i + 1) == '('
                ? cell.indexOf(')', i)
                : -1;
        if (target > 0) {
          i = target;
        } else if (c == '`') {
          code = !code;
        } else if ((code || c != '*') && !(c == '[' && cell.indexOf("](", i) > 0)) {
          text.append(c);
        }
      }
      return text.toString().strip();
    }
  }

  private final List<Entry> entries;

  private ReferencePage(List<Entry> entries) {
    this.entries = entries;
  }

  /** Reads the tables; a row whose first cell is empty goes on with the one above. */
  public static ReferencePage of(String markdown) {
    List<Entry> entries = new ArrayList<>();
    String section = "";
    List<String> heads = List.of();
    String first = "";
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("#")) {
        section = line.replace("#", "").strip();
      }
      if (!line.startsWith("|")) {
        heads = List.of();
      } else if (heads.isEmpty()) {
        heads = cells(line);
      } else if (!line.startsWith("|-")) {
        List<String> cells = new ArrayList<>(cells(line));
        first = cells.getFirst().isEmpty() ? first : cells.getFirst();
        cells.set(0, first);
        if (cells.size() == heads.size()) {
          entries.add(new Entry(section, heads, cells));
        }
      }
    }
    return new ReferencePage(entries);
  }

  private static List<String> cells(String row) {
    String inner = row.substring(1, row.endsWith("|") ? row.length() - 1 : row.length());
    List<String> cells = new ArrayList<>();
    for (String cell : inner.split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  /** The tables whose first column has one of these heads. */
  public ReferencePage only(String... heads) {
    return new ReferencePage(
        entries.stream()
            .filter(entry -> List.of(heads).contains(entry.heads().getFirst()))
            .toList());
  }

  /** The tables of both, those of the other one last. */
  public ReferencePage and(ReferencePage other) {
    return new ReferencePage(Stream.concat(entries.stream(), other.entries.stream()).toList());
  }

  /** The rows about a word, as texts of several lines. */
  public List<String> about(String word) {
    return entries.stream().filter(entry -> entry.isAbout(word)).map(Entry::text).toList();
  }

  /** All words that something is known about. */
  public List<String> words() {
    TreeSet<String> words = new TreeSet<>();
    entries.forEach(entry -> words.addAll(entry.words()));
    return List.copyOf(words);
  }
}
