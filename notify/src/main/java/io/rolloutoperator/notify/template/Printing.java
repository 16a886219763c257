package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;

/** What an action writes. */
final class Printing {

  private Printing() {}

  /**
   * The text of an action's value.
   *
   * @throws TemplateFailure for a function, which has none
   */
  static String printed(Value value) {
    return switch (value) {
      case Value.Nil _ -> "<no value>";
      case Value.Callable(String typeName) ->
          throw new TemplateFailure("can't print a value of type " + typeName);
      default -> Texts.of(value);
    };
  }

  /** A value in a message, cut. */
  static String shown(Value value) {
    String text = Texts.of(value);
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
