package io.rolloutoperator.gitsync.kustomize;

import java.util.ArrayList;
import java.util.List;

/** Paths of fields as texts. */
final class FieldPath {

  private FieldPath() {}

  /**
   * Cuts at a delimiter. A backslash before it keeps it; one delimiter at the start does not count.
   */
  static List<String> split(String path, char delimiter) {
    List<String> parts = parts(path, delimiter);
    if (parts.size() > 1 && parts.getFirst().isEmpty()) {
      parts.removeFirst();
    }
    List<String> steps = new ArrayList<>();
    for (String part : parts) {
      if (!steps.isEmpty() && steps.getLast().endsWith("\\")) {
        String before = steps.removeLast();
        steps.add(before.substring(0, before.length() - 1) + delimiter + part);
      } else {
        steps.add(part);
      }
    }
    return steps;
  }

  /**
   * Cuts {@code spec.containers.[name=my.app].image} at its dots: what is in brackets stays
   * together. Brackets without {@code =} only protect a key and are taken off.
   */
  static List<String> splitBracketed(String path) {
    List<String> parts = split(path, '.');
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (!part.startsWith("[") || part.endsWith("]")) {
        steps.add(part);
        continue;
      }
      StringBuilder bracketed = new StringBuilder(part);
      while (i < parts.size() - 1) {
        i++;
        bracketed.append('.').append(parts.get(i));
        if (parts.get(i).endsWith("]")) {
          break;
        }
      }
      steps.add(bracketed.indexOf("=") < 0 ? bare(bracketed) : bracketed.toString());
    }
    return steps;
  }

  private static String bare(StringBuilder bracketed) {
    int from = 0;
    int to = bracketed.length();
    while (from < to && "[]".indexOf(bracketed.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "[]".indexOf(bracketed.charAt(to - 1)) >= 0) {
      to--;
    }
    return bracketed.substring(from, to);
  }

  /** Cuts at every delimiter. */
  static List<String> parts(String path, char delimiter) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = path.indexOf(delimiter); at >= 0; at = path.indexOf(delimiter, from)) {
      parts.add(path.substring(from, at));
      from = at + 1;
    }
    parts.add(path.substring(from));
    return parts;
  }
}
