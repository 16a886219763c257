package io.rolloutoperator.gitsync.version;

import io.rolloutoperator.gitsync.version.VersionRange.Condition;
import io.rolloutoperator.gitsync.version.VersionRange.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the conditions between two {@code ||}, from left to right. */
final class RangeScanner {

  private static final int NUMBERS = 3;

  private static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          Map.entry("", Operator.EQUAL),
          Map.entry("=", Operator.EQUAL),
          Map.entry("!=", Operator.NOT_EQUAL),
          Map.entry(">", Operator.GREATER),
          Map.entry(">=", Operator.GREATER_OR_EQUAL),
          Map.entry("=>", Operator.GREATER_OR_EQUAL),
          Map.entry("<", Operator.LESS),
          Map.entry("<=", Operator.LESS_OR_EQUAL),
          Map.entry("=<", Operator.LESS_OR_EQUAL),
          Map.entry("~", Operator.TILDE),
          Map.entry("~>", Operator.TILDE),
          Map.entry("^", Operator.CARET));

  private final String text;
  private int at;

  RangeScanner(String text) {
    this.text = text;
  }

  /** At least one condition, or nothing if the text is no range. */
  Optional<List<Condition>> conditions() {
    List<Condition> found = new ArrayList<>();
    skip(" \t,");
    while (at < text.length()) {
      Optional<Condition> condition = condition();
      if (condition.isEmpty()) {
        return Optional.empty();
      }
      if (!hyphen()) {
        found.add(condition.get());
      } else {
        Optional<Condition> upper = condition();
        if (upper.isEmpty() || !isPlain(condition.get()) || !isPlain(upper.get())) {
          return Optional.empty();
        }
        found.add(as(Operator.GREATER_OR_EQUAL, condition.get()));
        found.add(as(Operator.LESS_OR_EQUAL, upper.get()));
      }
      skip(" \t,");
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private Optional<Condition> condition() {
    Operator operator = OPERATORS.get(take("=!<>~^"));
    skip(" \t");
    int from = at;
    while (at < text.length() && " \t,".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return operator == null ? Optional.empty() : bound(operator, text.substring(from, at));
  }

  private static Optional<Condition> bound(Operator operator, String written) {
    String version = written.startsWith("v") ? written.substring(1) : written;
    int end = firstOf(version, '-', '+');
    List<String> numbers = SemanticVersion.split(version.substring(0, end));
    int given = 0;
    while (given < numbers.size() && SemanticVersion.isNumber(numbers.get(given))) {
      given++;
    }
    boolean wild =
        numbers.subList(given, numbers.size()).stream().allMatch(RangeScanner::isWildcard);
    if (version.isEmpty() || numbers.size() > NUMBERS || !wild) {
      return Optional.empty();
    }
    List<String> padded = new ArrayList<>(numbers.subList(0, given));
    while (padded.size() < NUMBERS) {
      padded.add("0");
    }
    int parts = given;
    return SemanticVersion.parse(String.join(".", padded) + version.substring(end))
        .map(parsed -> new Condition(operator, parsed, parts));
  }

  private static int firstOf(String text, char one, char other) {
    int index = 0;
    while (index < text.length() && text.charAt(index) != one && text.charAt(index) != other) {
      index++;
    }
    return index;
  }

  private static boolean isWildcard(String part) {
    return part.equals("x") || part.equals("X") || part.equals("*");
  }

  /** Blanks around a hyphen tell it from the one before a pre-release. */
  private boolean hyphen() {
    int mark = at;
    skip(" \t");
    if (mark < at && text.startsWith("- ", at)) {
      at++;
      skip(" \t");
      return true;
    }
    at = mark;
    return false;
  }

  private static boolean isPlain(Condition condition) {
    return condition.operator() == Operator.EQUAL;
  }

  private static Condition as(Operator operator, Condition condition) {
    return new Condition(operator, condition.bound(), condition.given());
  }

  private void skip(String characters) {
    take(characters);
  }

  private String take(String characters) {
    int from = at;
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(from, at);
  }
}
