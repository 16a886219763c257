package io.rolloutoperator.analysis.expression;

import java.util.List;

/** The operator {@code in}. */
final class Membership {

  private Membership() {}

  /**
   * Whether a list has an equal element or a map has the key.
   *
   * @param written the right side as written: a list of string literals is looked up as a set of
   *     strings
   */
  static Value in(Value needle, Value haystack, Node written, Budget budget) {
    return new Value.Bool(
        switch (haystack) {
          case Value.Nil _ -> false;
          case Value.Sequence(List<Value> items, Value.ListKind _) -> {
            requireTextForTexts(needle, written);
            yield contains(items, needle, budget);
          }
          case Value.Mapping map -> map.entries().containsKey(Access.requireKey(map, needle));
          default ->
              throw new ExpressionFailure("operator \"in\" not defined on " + haystack.typeName());
        });
  }

  private static boolean contains(List<Value> items, Value needle, Budget budget) {
    for (Value item : items) {
      if (Equality.equal(item, needle, budget)) {
        return true;
      }
    }
    return false;
  }

  private static void requireTextForTexts(Value needle, Node written) {
    boolean texts =
        written instanceof Node.ListLiteral(List<Node> items)
            && !items.isEmpty()
            && items.stream().allMatch(Node.TextLiteral.class::isInstance);
    if (texts && !(needle instanceof Value.Text) && !(needle instanceof Value.Nil)) {
      throw Access.notAKey(needle);
    }
  }
}
