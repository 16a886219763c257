package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.GoValues;
import io.rolloutoperator.analysis.expression.Value;
import java.util.List;

/** Texts of values. */
final class Texts {

  private Texts() {}

  /** As the language prints it with {@code %v}. */
  static String of(Value value) {
    return value instanceof Value.Text(String text)
        ? text
        : GoValues.text(value)
            .orElseThrow(() -> new TemplateFailure("value nested too deeply or larger than 1 MiB"));
  }

  /**
   * The same, paid for: lists share their parts, and a small one can have a text without end.
   *
   * @throws TemplateFailure if that is larger than 1 MiB
   */
  static String of(Value value, Budget budget) {
    String text = of(value);
    budget.text(text.length());
    return text;
  }

  /** The texts of a list's items without nil; of another value its own. */
  static List<String> all(Value value, Budget budget) {
    return switch (value) {
      case Value.Nil _ -> List.of();
      case Value.Sequence(List<Value> items, Value.ListKind _) ->
          items.stream()
              .filter(item -> !(item instanceof Value.Nil))
              .map(item -> of(item, budget))
              .toList();
      default -> List.of(of(value, budget));
    };
  }
}
