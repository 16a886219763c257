package io.rolloutoperator.gitsync.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which versions are wanted, in the language of the Go library Masterminds/semver, which Flux, Argo
 * CD and Helm use: {@code >=1.0.0}, {@code ^1.2}, {@code ~1.2.3}, {@code 1.x}, {@code 1.2 - 2},
 * joined by blanks or {@code ,} (and) and {@code ||} (or).
 *
 * @param alternatives one of them must hold; all conditions of it together
 */
public record VersionRange(List<List<Condition>> alternatives) {

  private static final int LONGEST = 256;

  /** Copies the lists. */
  public VersionRange {
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  /** Reads a range; nothing if it is none. */
  public static Optional<VersionRange> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    List<List<Condition>> alternatives = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int bar = text.indexOf("||", from);
      int to = bar < 0 ? text.length() : bar;
      Optional<List<Condition>> all = new RangeScanner(text.substring(from, to)).conditions();
      if (all.isEmpty()) {
        return Optional.empty();
      }
      alternatives.add(all.get());
      from = bar < 0 ? text.length() + 1 : bar + 2;
    }
    return Optional.of(new VersionRange(alternatives));
  }

  /**
   * Whether the version is within. A pre-release is so only if the conditions name a pre-release
   * themselves.
   */
  public boolean contains(SemanticVersion version) {
    return alternatives.stream().anyMatch(all -> all(all, version));
  }

  private static boolean all(List<Condition> conditions, SemanticVersion version) {
    boolean named = conditions.stream().anyMatch(condition -> condition.bound().isPreRelease());
    return (named || !version.isPreRelease())
        && conditions.stream().allMatch(condition -> condition.holds(version));
  }

  /** How a version is compared with a bound. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    TILDE,
    CARET
  }

  /**
   * One comparison.
   *
   * @param bound with zeros for the numbers that were left out
   * @param given how many numbers were written, 0 to 3: {@code *} 0, {@code 1.x} 1
   */
  record Condition(Operator operator, SemanticVersion bound, int given) {

    private static final int ALL = 3;

    boolean holds(SemanticVersion version) {
      return switch (operator) {
        case EQUAL -> given == ALL ? version.compareTo(bound) == 0 : samePrefix(version, given);
        case NOT_EQUAL ->
            given == ALL ? version.compareTo(bound) != 0 : !samePrefix(version, given);
        case GREATER ->
            version.compareTo(bound) > 0 && (given == ALL || !samePrefix(version, given));
        case GREATER_OR_EQUAL -> version.compareTo(bound) >= 0;
        case LESS -> version.compareTo(bound) < 0;
        case LESS_OR_EQUAL ->
            version.compareTo(bound) <= 0 || (given < ALL && samePrefix(version, given));
        case TILDE -> version.compareTo(bound) >= 0 && samePrefix(version, Math.min(given, 2));
        case CARET -> version.compareTo(bound) >= 0 && samePrefix(version, caretPrefix());
      };
    }

    /** Whether the first numbers are those of the bound. */
    private boolean samePrefix(SemanticVersion version, int numbers) {
      return (numbers < 1 || version.major() == bound.major())
          && (numbers < 2 || version.minor() == bound.minor())
          && (numbers < ALL || version.patch() == bound.patch());
    }

    /** Everything up to the first number that is not zero must stay. */
    private int caretPrefix() {
      if (bound.major() > 0 || given < 2) {
        return Math.min(given, 1);
      }
      return bound.minor() > 0 || given < ALL ? 2 : ALL;
    }
  }
}
