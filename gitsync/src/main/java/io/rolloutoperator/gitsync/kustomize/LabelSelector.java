package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A selector as kubectl takes it with {@code -l}: {@code app=shop,tier!=cache,env in (a, b),!old}.
 *
 * @param requirements all of which must hold
 */
record LabelSelector(List<Predicate<Map<String, String>>> requirements) {

  /** Copies the list. */
  LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * Reads it; an empty text selects everything.
   *
   * @throws BuildException if it is not one
   */
  static LabelSelector parse(String text) {
    List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
    for (String part : parts(text)) {
      if (!part.isBlank()) {
        requirements.add(requirement(part.strip(), text));
      }
    }
    return new LabelSelector(requirements);
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(each -> each.test(labels));
  }

  /** Cuts at commas outside of parentheses. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      depth += each == '(' ? 1 : each == ')' ? -1 : 0;
      if (each == ',' && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static Predicate<Map<String, String>> requirement(String part, String whole) {
    if (part.startsWith("!") && !part.contains("=")) {
      String key = key(part.substring(1), whole);
      return labels -> !labels.containsKey(key);
    }
    for (String operator : List.of("!=", "==", "=", ">", "<")) {
      int at = part.indexOf(operator);
      if (at > 0) {
        String key = key(part.substring(0, at), whole);
        return comparison(key, operator, part.substring(at + operator.length()).strip(), whole);
      }
    }
    if (part.endsWith(")")) {
      return membership(part, whole);
    }
    String key = key(part, whole);
    return labels -> labels.containsKey(key);
  }

  private static Predicate<Map<String, String>> comparison(
      String key, String operator, String value, String whole) {
    return switch (operator) {
      case "!=" -> labels -> !value.equals(labels.get(key));
      case ">" -> {
        long limit = number(value, whole);
        yield labels -> labels.containsKey(key) && numberOr(labels.get(key), limit) > limit;
      }
      case "<" -> {
        long limit = number(value, whole);
        yield labels -> labels.containsKey(key) && numberOr(labels.get(key), limit) < limit;
      }
      default -> labels -> value.equals(labels.get(key));
    };
  }

  private static Predicate<Map<String, String>> membership(String part, String whole) {
    int open = part.indexOf('(');
    String head = open < 0 ? "" : part.substring(0, open).strip();
    Set<String> values =
        FieldPath.parts(part.substring(open + 1, part.length() - 1), ',').stream()
            .map(String::strip)
            .collect(Collectors.toSet());
    if (head.endsWith(" notin")) {
      String key = key(head.substring(0, head.length() - " notin".length()), whole);
      return labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
    }
    if (head.endsWith(" in")) {
      String key = key(head.substring(0, head.length() - " in".length()), whole);
      return labels -> labels.containsKey(key) && values.contains(labels.get(key));
    }
    throw invalid(whole);
  }

  private static String key(String text, String whole) {
    String key = text.strip();
    if (key.isEmpty() || key.contains(" ") || key.contains("(")) {
      throw invalid(whole);
    }
    return key;
  }

  private static long number(String text, String whole) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid(whole);
    }
  }

  private static long numberOr(String text, long otherwise) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static BuildException invalid(String text) {
    return new BuildException("\"" + text + "\" is no valid label selector");
  }
}
