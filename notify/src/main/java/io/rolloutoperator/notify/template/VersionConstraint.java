package io.rolloutoperator.notify.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a version is asked for, such as {@code >=1.2, <2} or {@code ^1.2 || ~2.0.1 || 3.x}, in the
 * language of Masterminds' semver, which sprig uses.
 *
 * @param groups of which one must hold, with all that stands in it
 */
record VersionConstraint(List<List<Term>> groups) {

  private static final Set<String> OPERATORS =
      Set.of("", "=", "!=", ">", "<", ">=", "=>", "<=", "=<", "~", "~>", "^");
  private static final Set<String> ANY = Set.of("x", "X", "*");

  /**
   * One comparison.
   *
   * @param exact how many numbers of the version are given
   */
  record Term(String operator, SemanticVersion version, int exact) {

    boolean accepts(SemanticVersion asked) {
      boolean isPlainDifference = operator.equals("!=") && exact == 3;
      if (!isPlainDifference && !asked.isRelease() && version.isRelease()) {
        return false; // What is not released yet is only taken by those who name such.
      }
      return switch (operator) {
        case "!=" -> exact == 3 ? asked.compareTo(version) != 0 : !isWithin(asked);
        case ">" -> exact == 3 ? asked.compareTo(version) > 0 : isAbove(asked);
        case "<" -> asked.compareTo(version) < 0;
        case ">=", "=>" -> asked.compareTo(version) >= 0;
        case "<=", "=<" -> exact == 3 ? asked.compareTo(version) <= 0 : !isAbove(asked);
        case "^" -> asked.compareTo(version) >= 0 && isCompatible(asked);
        case "~", "~>" -> asked.compareTo(version) >= 0 && isNear(asked);
        default ->
            exact == 3
                ? asked.compareTo(version) == 0
                : asked.compareTo(version) >= 0 && isNear(asked);
      };
    }

    /** Whether the numbers that are given are the same. */
    private boolean isWithin(SemanticVersion asked) {
      return (exact < 1 || asked.major() == version.major())
          && (exact < 2 || asked.minor() == version.minor());
    }

    private boolean isAbove(SemanticVersion asked) {
      return switch (exact) {
        case 0 -> asked.major() > 0 || asked.compareTo(version) > 0;
        case 1 -> asked.major() > version.major();
        default ->
            asked.major() > version.major()
                || (asked.major() == version.major() && asked.minor() > version.minor());
      };
    }

    private boolean isNear(SemanticVersion asked) {
      boolean isZero = version.major() == 0 && version.minor() == 0 && version.patch() == 0;
      if (isZero && (exact == 0 || exact == 3)) {
        return true;
      }
      return asked.major() == version.major() && (exact == 1 || asked.minor() == version.minor());
    }

    /** Below 1 a change of what comes first after the zeros is one that breaks. */
    private boolean isCompatible(SemanticVersion asked) {
      if (version.major() > 0 || exact == 1) {
        return asked.major() == version.major();
      }
      if (asked.major() > 0) {
        return false;
      }
      if (version.minor() > 0 || exact == 2) {
        return asked.minor() == version.minor();
      }
      return asked.minor() == 0 && asked.patch() == version.patch();
    }
  }

  static VersionConstraint parse(String text) {
    List<List<Term>> groups = new ArrayList<>();
    for (String group : text.split("\\|\\|", -1)) {
      groups.add(new Group(group).terms());
    }
    return new VersionConstraint(List.copyOf(groups));
  }

  boolean accepts(SemanticVersion version) {
    return groups.stream().anyMatch(group -> group.stream().allMatch(t -> t.accepts(version)));
  }

  private static Term term(String operator, String text) {
    if (!OPERATORS.contains(operator)) {
      throw improper(operator + text);
    }
    VersionText parts = VersionText.of(text);
    List<String> numbers = parts.numbers();
    int exact = 0;
    while (exact < numbers.size() && !ANY.contains(numbers.get(exact))) {
      exact++;
    }
    SemanticVersion version =
        new SemanticVersion(
            exact > 0 ? SemanticVersion.number(numbers.get(0), text) : 0,
            exact > 1 ? SemanticVersion.number(numbers.get(1), text) : 0,
            exact > 2 ? SemanticVersion.number(numbers.get(2), text) : 0,
            parts.pre());
    return new Term(operator, version, exact);
  }

  private static TemplateFailure improper(String constraint) {
    return new TemplateFailure("improper constraint: " + VersionText.start(constraint));
  }

  /** Reads what stands between two bars. */
  private static final class Group {
    private final String text;
    private int at;

    Group(String text) {
      this.text = text;
    }

    List<Term> terms() {
      List<Term> terms = new ArrayList<>();
      blanks();
      do {
        String operator = take("=!<>~^");
        blanks();
        String version = version();
        if (operator.isEmpty() && hasDash()) {
          terms.add(term(">=", version));
          terms.add(term("<=", version()));
        } else {
          terms.add(term(operator, version));
        }
      } while (hasMore());
      return terms;
    }

    /** Between two versions, with blanks around it. */
    private boolean hasDash() {
      int before = at;
      blanks();
      if (at > before && text.startsWith("-", at)) {
        at++;
        int behind = at;
        blanks();
        if (at > behind) {
          return true;
        }
      }
      at = before;
      return false;
    }

    /** A comma or a blank before another one. */
    private boolean hasMore() {
      blanks();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        blanks();
        return true;
      }
      return at < text.length();
    }

    private String version() {
      int begin = at;
      while (at < text.length() && text.charAt(at) != ',' && !isBlank()) {
        at++;
      }
      if (begin == at) {
        throw improper(text);
      }
      return text.substring(begin, at);
    }

    private String take(String signs) {
      int begin = at;
      while (at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return text.substring(begin, at);
    }

    private void blanks() {
      while (at < text.length() && isBlank()) {
        at++;
      }
    }

    private boolean isBlank() {
      return Character.isWhitespace(text.charAt(at));
    }
  }
}
