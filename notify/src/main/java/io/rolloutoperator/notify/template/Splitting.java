package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of texts between separators. */
final class Splitting {

  private Splitting() {}

  static Value list(List<Value> arguments, Function.Context context) {
    return Values.texts(parts(arguments.get(0), -1, arguments.get(1), context));
  }

  static Value dictionary(List<Value> arguments, Function.Context context) {
    return numbered(parts(arguments.get(0), -1, arguments.get(1), context));
  }

  static Value limited(List<Value> arguments, Function.Context context) {
    long most = Values.integer(arguments.get(1));
    return numbered(parts(arguments.get(0), most, arguments.get(2), context));
  }

  /** Parts under the keys {@code _0}, {@code _1} and so on. */
  private static Value numbered(List<String> parts) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (String part : parts) {
      entries.put("_" + entries.size(), Value.of(part));
    }
    return Values.dictionary(entries);
  }

  private static List<String> parts(
      Value separatorValue, long most, Value textValue, Function.Context context) {
    String separator = Texts.of(separatorValue);
    String text = Texts.of(textValue);
    context.budget().elements(text.length());
    context.budget().search(text.length(), separator.length());
    if (most == 0) {
      return List.of();
    }
    if (separator.isEmpty()) {
      return characters(text, most);
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0 && (most < 0 || parts.size() < most - 1)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<String> characters(String text, long most) {
    List<String> all = new ArrayList<>();
    int at = 0;
    while (at < text.length() && (most < 0 || all.size() < most - 1)) {
      int end = text.offsetByCodePoints(at, 1);
      all.add(text.substring(at, end));
      at = end;
    }
    if (at < text.length()) {
      all.add(text.substring(at));
    }
    return all;
  }
}
