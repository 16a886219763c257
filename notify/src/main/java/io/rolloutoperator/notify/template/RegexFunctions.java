package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.INTEGER;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.rolloutoperator.analysis.expression.GoValues;
import io.rolloutoperator.analysis.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Regular expressions whose matching takes time linear in the text. */
final class RegexFunctions {

  private static final int PAIRS_PER_STEP = 512;

  private record Match(int start, int end) {}

  static final List<Function> ALL =
      Stream.of(
              Function.of("regexMatch", (a, c) -> Value.of(!find(a, 1, c).isEmpty()), TEXT, TEXT),
              Function.of("regexFind", RegexFunctions::findFirst, TEXT, TEXT),
              Function.of("regexFindAll", RegexFunctions::findAll, TEXT, TEXT, INTEGER),
              Function.of("regexReplaceAll", (a, c) -> replace(a, c, true), TEXT, TEXT, TEXT),
              Function.of(
                  "regexReplaceAllLiteral", (a, c) -> replace(a, c, false), TEXT, TEXT, TEXT),
              Function.of("regexSplit", RegexFunctions::split, TEXT, TEXT, INTEGER))
          .flatMap(f -> Stream.of(lenient(f), f.as("mustR" + f.name().substring(1))))
          .collect(Collectors.collectingAndThen(Collectors.toList(), RegexFunctions::withQuoting));

  private RegexFunctions() {}

  /** A pattern that is none matches nothing where only that is asked. */
  private static Function lenient(Function function) {
    return function.name().equals("regexMatch")
        ? Function.of(
            function.name(),
            (a, c) ->
                Value.of(
                    compiled(Texts.of(a.getFirst()), c).isPresent() && !find(a, 1, c).isEmpty()),
            TEXT,
            TEXT)
        : function;
  }

  private static List<Function> withQuoting(List<Function> functions) {
    functions.add(TextFunctions.ofText("regexQuoteMeta", Pattern::quote));
    return List.copyOf(functions);
  }

  /** Empty if it is none, or too large. Compiling takes time and memory by the square. */
  private static Optional<Pattern> compiled(String text, Function.Context context) {
    context.budget().steps((long) text.length() * text.length() / PAIRS_PER_STEP);
    return GoValues.pattern(text);
  }

  private static Pattern pattern(Value value, Function.Context context) {
    String text = Texts.of(value);
    return compiled(text, context)
        .orElseThrow(() -> new TemplateFailure("error parsing regexp: " + GoValues.quote(text)));
  }

  /**
   * Where a pattern, the first argument, is found in a text, the second one.
   *
   * @param most -1 for all
   */
  private static List<Match> find(List<Value> arguments, long most, Function.Context context) {
    Pattern pattern = pattern(arguments.get(0), context);
    String text = Texts.of(arguments.get(1));
    context.budget().text((1L + text.length()) * (1 + pattern.pattern().length() / 4));
    Matcher matcher = pattern.matcher(text);
    List<Match> matches = new ArrayList<>();
    int end = -1;
    while ((most < 0 || matches.size() < most) && matcher.find()) {
      // An empty match right after another one is none.
      if (matcher.end() > matcher.start() || matcher.start() != end) {
        context.budget().elements(1);
        matches.add(new Match(matcher.start(), matcher.end()));
      }
      end = matcher.end();
    }
    return matches;
  }

  private static Value findFirst(List<Value> arguments, Function.Context context) {
    String text = Texts.of(arguments.get(1));
    return Value.of(
        find(arguments, 1, context).stream()
            .map(match -> text.substring(match.start, match.end))
            .findFirst()
            .orElse(""));
  }

  private static Value findAll(List<Value> arguments, Function.Context context) {
    String text = Texts.of(arguments.get(1));
    return Values.texts(
        find(arguments, Values.integer(arguments.get(2)), context).stream()
            .map(match -> text.substring(match.start, match.end))
            .toList());
  }

  private static Value replace(List<Value> arguments, Function.Context context, boolean expands) {
    Pattern pattern = pattern(arguments.get(0), context);
    String text = Texts.of(arguments.get(1));
    String replacement = Texts.of(arguments.get(2));
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Match match : find(arguments, -1, context)) {
      out.append(text, at, match.start);
      Matcher groups = pattern.matcher(text);
      groups.find(match.start);
      context.budget().text(replacement.length());
      out.append(expands ? Expansion.of(replacement, groups, context.budget()) : replacement);
      at = match.end;
    }
    return Value.of(out.append(text, at, text.length()).toString());
  }

  private static Value split(List<Value> arguments, Function.Context context) {
    long count = Values.integer(arguments.get(2));
    String text = Texts.of(arguments.get(1));
    if (count == 0) {
      return Values.texts(List.of());
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (Match match : find(arguments, -1, context)) {
      boolean isLast = count > 0 && parts.size() == count - 1;
      if (isLast) {
        break;
      }
      if (match.end != 0) {
        parts.add(text.substring(from, match.start));
        from = match.end;
      }
    }
    if (from != text.length() || parts.isEmpty() || lastEndsText(arguments, text, context)) {
      parts.add(text.substring(from));
    }
    return Values.texts(parts);
  }

  private static boolean lastEndsText(
      List<Value> arguments, String text, Function.Context context) {
    List<Match> matches = find(arguments, -1, context);
    return !matches.isEmpty()
        && matches.getLast().end == text.length()
        && matches.getLast().start < text.length();
  }
}
