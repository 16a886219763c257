package io.rolloutoperator.notify.template;

import java.util.Comparator;
import java.util.List;

/**
 * A version in the order of Semantic Versioning 2. What is built of one source is one version, so
 * what stands behind a plus does not count.
 *
 * @param pre what comes before the release, such as {@code rc.1}; empty for a release
 * @see <a href="https://semver.org/#spec-item-11">Semantic Versioning 2.0.0, precedence</a>
 */
record SemanticVersion(long major, long minor, long patch, String pre)
    implements Comparable<SemanticVersion> {

  private static final Comparator<SemanticVersion> RELEASES =
      Comparator.comparingLong(SemanticVersion::major)
          .thenComparingLong(SemanticVersion::minor)
          .thenComparingLong(SemanticVersion::patch);

  /** Most digits of a number. */
  private static final int DIGITS = 18;

  /** Reads {@code v1.2.3-rc.1+build}; minor and patch may be left out. */
  static SemanticVersion parse(String text) {
    VersionText parts = VersionText.of(text);
    List<String> numbers = parts.numbers();
    return new SemanticVersion(
        number(numbers.get(0), text),
        numbers.size() > 1 ? number(numbers.get(1), text) : 0,
        numbers.size() > 2 ? number(numbers.get(2), text) : 0,
        parts.pre());
  }

  static long number(String digits, String text) {
    if (digits.length() > DIGITS || !isNumber(digits)) {
      throw VersionText.invalid(text);
    }
    return Long.parseLong(digits);
  }

  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  boolean isRelease() {
    return pre.isEmpty();
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int order = RELEASES.compare(this, other);
    if (order != 0 || pre.equals(other.pre)) {
      return order;
    }
    if (isRelease() || other.isRelease()) {
      return isRelease() ? 1 : -1;
    }
    return compare(List.of(pre.split("\\.", -1)), List.of(other.pre.split("\\.", -1)));
  }

  private static int compare(List<String> own, List<String> others) {
    for (int i = 0; i < Math.min(own.size(), others.size()); i++) {
      int order = compare(own.get(i), others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(own.size(), others.size());
  }

  /** Numbers come before words, and by their size: none has a zero before it. */
  private static int compare(String own, String other) {
    boolean isNumber = isNumber(own);
    if (isNumber != isNumber(other)) {
      return isNumber ? -1 : 1;
    }
    return isNumber && own.length() != other.length()
        ? Integer.compare(own.length(), other.length())
        : own.compareTo(other);
  }
}
