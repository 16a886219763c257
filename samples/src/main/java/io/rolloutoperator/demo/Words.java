package io.rolloutoperator.demo;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of limited width. */
final class Words {

  private Words() {}

  /** Breaks at spaces; a longer word gets a line of its own. */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
