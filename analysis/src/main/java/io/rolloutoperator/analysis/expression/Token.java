package io.rolloutoperator.analysis.expression;

/** A token; its text is the decoded value for strings and the source otherwise. */
record Token(Kind kind, String text) {

  enum Kind {
    IDENTIFIER("Identifier"),
    NUMBER("Number"),
    STRING("String"),
    OPERATOR("Operator"),
    BRACKET("Bracket"),
    END("EOF");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isOperator(String symbol) {
    return kind == Kind.OPERATOR && text.equals(symbol);
  }

  boolean isBracket(String symbol) {
    return kind == Kind.BRACKET && text.equals(symbol);
  }

  /** As error messages show it. */
  String describe() {
    return text.isEmpty() ? kind.label : kind.label + "(" + GoText.quote(text) + ")";
  }
}
