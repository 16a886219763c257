package io.rolloutoperator.notify.template;

/**
 * A part of a template's source.
 *
 * @param text as it is written; of text and strings what they stand for
 * @param line counted from 1
 */
record Token(Kind kind, String text, int line) {

  enum Kind {
    TEXT,
    OPEN,
    CLOSE,
    SPACE,
    /** A word: a keyword or the name of a function. */
    WORD,
    /** {@code .name}. */
    FIELD,
    /** {@code $name} or {@code $}. */
    VARIABLE,
    DOT,
    STRING,
    CHARACTER,
    NUMBER,
    PIPE,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    DECLARE,
    ASSIGN,
    COMMA,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  String describe() {
    return switch (kind) {
      case END -> "the end of the template";
      case OPEN -> "\"{{\"";
      case CLOSE -> "\"}}\"";
      default -> "\"" + (text.length() > 20 ? text.substring(0, 20) + "..." : text) + "\"";
    };
  }
}
