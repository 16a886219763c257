package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names by which queries tell the two versions of a release apart: the hashes of their pod
 * templates, and their Services.
 */
record Versions(Set<String> canary, Set<String> stable) {

  /** Nothing is known of them. */
  static final Versions NONE = new Versions(Set.of(), Set.of());

  /** Which version a query is about. */
  enum Subject {
    CANARY("canary "),
    STABLE("stable "),
    BOTH("canary against stable "),
    UNKNOWN("");

    private final String words;

    Subject(String words) {
      this.words = words;
    }

    /** As the beginning of what was measured, with a space behind it unless it is empty. */
    String words() {
      return words;
    }

    boolean isOtherThan(Subject other) {
      return (this == CANARY && other == STABLE) || (this == STABLE && other == CANARY);
    }
  }

  Versions {
    canary = Set.copyOf(canary);
    stable = Set.copyOf(stable);
  }

  /** Those of a Rollout; a name that stands for both tells nothing. */
  static Versions of(JsonNode rollout) {
    JsonNode strategy = At.node(rollout, "spec", "strategy");
    Set<String> canary =
        names(
            At.text(rollout, "status", "currentPodHash"),
            At.text(strategy, "canary", "canaryService"),
            At.text(strategy, "blueGreen", "previewService"));
    Set<String> stable =
        names(
            At.text(rollout, "status", "stableRS"),
            At.text(strategy, "canary", "stableService"),
            At.text(strategy, "blueGreen", "activeService"));
    Set<String> both = new HashSet<>(canary);
    both.retainAll(stable);
    canary.removeAll(both);
    stable.removeAll(both);
    return new Versions(canary, stable);
  }

  private static Set<String> names(String... all) {
    Set<String> names = new HashSet<>(Stream.of(all).toList());
    names.remove("");
    return names;
  }

  Subject subject(String query) {
    boolean asksCanary = canary.stream().anyMatch(name -> hasWord(query, name));
    boolean asksStable = stable.stream().anyMatch(name -> hasWord(query, name));
    if (asksCanary && asksStable) {
      return Subject.BOTH;
    }
    if (asksCanary) {
      return Subject.CANARY;
    }
    return asksStable ? Subject.STABLE : Subject.UNKNOWN;
  }

  /** Not as a part of a longer name: {@code shop} is not in {@code shop-canary}. */
  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !isOfName(text.charAt(at - 1));
      if (begins && (end == text.length() || !isOfName(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }
}
