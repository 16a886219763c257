package io.rolloutoperator.notify.template;

import com.google.re2j.Matcher;

/** Replacements that name groups: {@code $1}, {@code ${1}}, {@code ${name}}, and {@code $$}. */
final class Expansion {

  private Expansion() {}

  static String of(String replacement, Matcher match, Budget budget) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < replacement.length()) {
      int dollar = replacement.indexOf('$', at);
      if (dollar < 0 || dollar + 1 == replacement.length()) {
        break;
      }
      out.append(replacement, at, dollar);
      at = group(replacement, dollar + 1, match, out, budget);
    }
    return out.append(replacement.substring(at)).toString();
  }

  /** Writes the group that is named here, and tells where its name ends. */
  private static int group(
      String replacement, int from, Matcher match, StringBuilder out, Budget budget) {
    if (replacement.charAt(from) == '$') {
      out.append('$');
      return from + 1;
    }
    boolean braced = replacement.charAt(from) == '{';
    int start = braced ? from + 1 : from;
    int end = start;
    while (end < replacement.length()
        && (Character.isLetterOrDigit(replacement.charAt(end)) || replacement.charAt(end) == '_')) {
      end++;
    }
    boolean isClosed = !braced || (end < replacement.length() && replacement.charAt(end) == '}');
    if (end == start || !isClosed) {
      out.append('$');
      return from;
    }
    String group = text(replacement.substring(start, end), match);
    budget.text(group.length());
    out.append(group);
    return braced ? end + 1 : end;
  }

  /** What a group has matched; nothing for one that there is not. */
  private static String text(String name, Matcher match) {
    boolean isNumber = name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 5;
    try {
      String group = isNumber ? match.group(Integer.parseInt(name)) : match.group(name);
      return group == null ? "" : group;
    } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
      return "";
    }
  }
}
