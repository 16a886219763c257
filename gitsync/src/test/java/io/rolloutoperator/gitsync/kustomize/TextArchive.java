package io.rolloutoperator.gitsync.kustomize;

import java.util.LinkedHashMap;
import java.util.Map;

/** Several files in one text, each after a line {@code -- path --}. */
final class TextArchive {

  private TextArchive() {}

  /** Path to text, in the order of the archive. */
  static Map<String, String> parse(String text) {
    Map<String, String> files = new LinkedHashMap<>();
    String path = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("-- ") && line.endsWith(" --")) {
        path = line.substring(3, line.length() - 3);
        files.put(path, "");
      } else if (!path.isEmpty()) {
        files.merge(path, line + "\n", String::concat);
      }
    }
    return files;
  }
}
