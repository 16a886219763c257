package io.rolloutoperator.api.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names by which queries tell the two versions of a release apart: the hashes of their pod
 * templates, and their Services.
 */
public record Versions(Set<String> canary, Set<String> stable) {

  /** Nothing is known of them. */
  public static final Versions NONE = new Versions(Set.of(), Set.of());

  /** Which version a query is about. */
  public enum Subject {
    CANARY,
    STABLE,
    BOTH,
    UNKNOWN;

    /** The version that this one is compared with. */
    Optional<Subject> other() {
      return switch (this) {
        case CANARY -> Optional.of(STABLE);
        case STABLE -> Optional.of(CANARY);
        case BOTH, UNKNOWN -> Optional.empty();
      };
    }
  }

  /** A name that stands for both tells nothing. */
  public Versions {
    Set<String> onlyCanary = names(canary, stable);
    stable = names(stable, canary);
    canary = onlyCanary;
  }

  /** Those of a Rollout. */
  public static Versions of(JsonNode rollout) {
    return of(rollout.path("spec"), rollout.path("status"));
  }

  /** Those of a Rollout's trees; wrong types count as absent. */
  public static Versions of(JsonNode spec, JsonNode status) {
    JsonNode canary = spec.path("strategy").path("canary");
    JsonNode blueGreen = spec.path("strategy").path("blueGreen");
    return new Versions(
        texts(
            status.path("currentPodHash"),
            canary.path("canaryService"),
            blueGreen.path("previewService")),
        texts(
            status.path("stableRS"),
            canary.path("stableService"),
            blueGreen.path("activeService")));
  }

  /** The same with one more name of the canary. */
  public Versions withCanary(String name) {
    Set<String> names = new HashSet<>(canary);
    names.add(name);
    return new Versions(names, stable);
  }

  private static Set<String> texts(JsonNode... nodes) {
    Set<String> texts = new HashSet<>();
    Stream.of(nodes).filter(JsonNode::isTextual).map(JsonNode::textValue).forEach(texts::add);
    return texts;
  }

  private static Set<String> names(Set<String> of, Set<String> butNot) {
    Set<String> names = new HashSet<>(of);
    names.remove("");
    names.removeAll(butNot);
    return Set.copyOf(names);
  }

  /** The version whose names are in a query. */
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

  /** The question without the version: that of a pair is one. */
  String withoutNames(String query) {
    String text = query;
    for (Set<String> names : List.of(canary, stable)) {
      for (String name : names) {
        text = without(text, name);
      }
    }
    return text;
  }

  private static boolean hasWord(String text, String word) {
    return find(text, word, 0) >= 0;
  }

  private static String without(String text, String word) {
    StringBuilder rest = new StringBuilder();
    int from = 0;
    for (int at = find(text, word, 0); at >= 0; at = find(text, word, from)) {
      rest.append(text, from, at).append('*');
      from = at + word.length();
    }
    return rest.append(text, from, text.length()).toString();
  }

  /** Not as a part of a longer name: {@code shop} is not in {@code shop-canary}. */
  private static int find(String text, String word, int from) {
    for (int at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !isOfName(text.charAt(at - 1));
      if (begins && (end == text.length() || !isOfName(text.charAt(end)))) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }
}
