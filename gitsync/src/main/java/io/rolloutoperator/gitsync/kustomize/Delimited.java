package io.rolloutoperator.gitsync.kustomize;

import java.util.ArrayList;
import java.util.List;

/** Texts with parts. */
final class Delimited {

  private Delimited() {}

  /** The parts between the delimiters, empty ones too; the delimiter is not empty. */
  static List<String> split(String text, String delimiter) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
      parts.add(text.substring(from, at));
      from = at + delimiter.length();
    }
    parts.add(text.substring(from));
    return parts;
  }
}
