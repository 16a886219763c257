package io.rolloutoperator.gitsync.version;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A version as of semver.org 2.0.0. Build metadata takes no part in comparing.
 *
 * @param preRelease its parts between dots; empty for a release
 */
public record SemanticVersion(long major, long minor, long patch, List<String> preRelease)
    implements Comparable<SemanticVersion> {

  /** Longer texts are no versions. */
  static final int LONGEST = 128;

  private static final int MAX_DIGITS = 18;
  private static final int NUMBERS = 3;

  private static final Comparator<SemanticVersion> NUMBERS_FIRST =
      Comparator.comparingLong(SemanticVersion::major)
          .thenComparingLong(SemanticVersion::minor)
          .thenComparingLong(SemanticVersion::patch);

  /** Copies the list. */
  public SemanticVersion {
    preRelease = List.copyOf(preRelease);
  }

  /** Reads {@code 1.2.3-rc.1+build}, with or without a leading {@code v}; nothing else. */
  public static Optional<SemanticVersion> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String rest = text.startsWith("v") ? text.substring(1) : text;
    int plus = rest.indexOf('+');
    if (plus >= 0) {
      if (identifiers(rest.substring(plus + 1)).isEmpty()) {
        return Optional.empty();
      }
      rest = rest.substring(0, plus);
    }
    int dash = rest.indexOf('-');
    List<String> preRelease = List.of();
    if (dash >= 0) {
      preRelease = identifiers(rest.substring(dash + 1));
      if (preRelease.isEmpty() || preRelease.stream().anyMatch(SemanticVersion::hasLeadingZero)) {
        return Optional.empty();
      }
      rest = rest.substring(0, dash);
    }
    return numbers(rest, preRelease);
  }

  private static Optional<SemanticVersion> numbers(String text, List<String> preRelease) {
    List<String> parts = split(text);
    if (parts.size() != NUMBERS
        || !parts.stream().allMatch(part -> isNumber(part) && !hasLeadingZero(part))) {
      return Optional.empty();
    }
    return Optional.of(
        new SemanticVersion(
            Long.parseLong(parts.get(0)),
            Long.parseLong(parts.get(1)),
            Long.parseLong(parts.get(2)),
            preRelease));
  }

  /** Whether it comes before the release of the same numbers. */
  public boolean isPreRelease() {
    return !preRelease.isEmpty();
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int byNumbers = NUMBERS_FIRST.compare(this, other);
    if (byNumbers != 0) {
      return byNumbers;
    }
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    int shared = Math.min(preRelease.size(), other.preRelease.size());
    for (int i = 0; i < shared; i++) {
      int byPart = comparePart(preRelease.get(i), other.preRelease.get(i));
      if (byPart != 0) {
        return byPart;
      }
    }
    return Integer.compare(preRelease.size(), other.preRelease.size());
  }

  /** Numbers by value and before words, which go by their characters. */
  private static int comparePart(String one, String other) {
    boolean number = isNumber(one);
    if (number != isNumber(other)) {
      return number ? -1 : 1;
    }
    return number ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
  }

  /** The parts of a pre-release or of build metadata; none if a character is not allowed. */
  static List<String> identifiers(String text) {
    List<String> parts = split(text);
    return parts.stream().allMatch(SemanticVersion::isIdentifier) ? parts : List.of();
  }

  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
      parts.add(text.substring(from, dot));
      from = dot + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  static boolean isNumber(String part) {
    return !part.isEmpty()
        && part.length() <= MAX_DIGITS
        && part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean hasLeadingZero(String part) {
    return part.length() > 1 && part.charAt(0) == '0' && isNumber(part);
  }

  private static boolean isIdentifier(String part) {
    return !part.isEmpty()
        && part.chars()
            .allMatch(
                c ->
                    c == '-'
                        || (c >= '0' && c <= '9')
                        || (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z'));
  }
}
