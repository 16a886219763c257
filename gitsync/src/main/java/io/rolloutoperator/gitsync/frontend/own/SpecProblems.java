package io.rolloutoperator.gitsync.frontend.own;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one spec, so that all of it is told at once. */
final class SpecProblems {

  private static final int MOST = 20;

  private final List<String> messages = new ArrayList<>();

  /** Notes a problem; after twenty of them nobody reads more. */
  void add(String message) {
    if (messages.size() < MOST) {
      messages.add(message);
    }
  }

  /** {@code spec.repo.url: required}. */
  void at(String field, String message) {
    add(field + ": " + message);
  }

  /** Adds the message unless the condition holds. */
  void require(boolean holds, String message) {
    if (!holds) {
      add(message);
    }
  }

  List<String> messages() {
    return List.copyOf(messages);
  }
}
