package io.rolloutoperator.notify.template;

import io.rolloutoperator.notify.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into text and the parts of its actions; trims spaces where it says so. */
final class Lexer {

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final String SPACES = " \t\r\n";
  private static final int END = -1;

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int line = 1;

  private Lexer(String source) {
    this.source = source;
  }

  /** All tokens; the last one is the end. */
  static List<Token> scan(String source) {
    Lexer lexer = new Lexer(source);
    while (lexer.position < source.length()) {
      lexer.text();
    }
    lexer.add(Kind.END, "");
    return List.copyOf(lexer.tokens);
  }

  private void text() {
    int open = source.indexOf(OPEN, position);
    String text = source.substring(position, open < 0 ? source.length() : open);
    moveTo(open < 0 ? source.length() : open);
    if (open < 0) {
      addText(text);
      return;
    }
    boolean trims = isTrimMarkerAfterOpen(open + OPEN.length());
    addText(trims ? stripRight(text) : text);
    int inside = open + OPEN.length() + (trims ? 2 : 0);
    if (source.startsWith("/*", inside)) {
      comment(inside);
    } else {
      add(Kind.OPEN, OPEN);
      moveTo(inside);
      action();
    }
  }

  private void addText(String text) {
    if (!text.isEmpty()) {
      add(Kind.TEXT, text);
    }
  }

  private static String stripRight(String text) {
    int end = text.length();
    while (end > 0 && SPACES.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  private boolean isTrimMarkerAfterOpen(int at) {
    return charAt(at) == '-' && isSpace(charAt(at + 1));
  }

  private boolean isTrimmingClose(int at) {
    return isSpace(charAt(at)) && charAt(at + 1) == '-' && source.startsWith(CLOSE, at + 2);
  }

  private void comment(int from) {
    int end = source.indexOf("*/", from + 2);
    if (end < 0) {
      throw failure("unclosed comment");
    }
    moveTo(end + 2);
    if (!atClose()) {
      throw failure("comment ends before closing delimiter");
    }
    close();
  }

  private boolean atClose() {
    return isTrimmingClose(position) || source.startsWith(CLOSE, position);
  }

  private void close() {
    boolean trims = isTrimmingClose(position);
    moveTo(position + (trims ? 2 : 0) + CLOSE.length());
    while (trims && isSpace(charAt(position))) {
      moveTo(position + 1);
    }
  }

  private void action() {
    int brackets = 0;
    while (!atClose()) {
      int c = charAt(position);
      if (c == END) {
        throw failure("unclosed action");
      }
      brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (brackets < 0) {
        throw failure("unexpected right paren");
      }
      part(c);
    }
    if (brackets > 0) {
      throw failure("unclosed left paren");
    }
    add(Kind.CLOSE, CLOSE);
    close();
  }

  private void part(int c) {
    switch (c) {
      case ' ', '\t', '\r', '\n' -> space();
      case '=' -> single(Kind.ASSIGN);
      case '|' -> single(Kind.PIPE);
      case '(' -> single(Kind.OPEN_BRACKET);
      case ')' -> single(Kind.CLOSE_BRACKET);
      case ',' -> single(Kind.COMMA);
      case ':' -> declare();
      case '"', '`', '\'' -> quoted((char) c);
      case '$' -> name(Kind.VARIABLE, 1);
      case '.' -> dot();
      case '+', '-' -> number();
      default -> {
        if (c >= '0' && c <= '9') {
          number();
        } else if (isNamePart(c)) {
          name(Kind.WORD, 0);
        } else {
          throw failure("unexpected character '" + Character.toString(c) + "'");
        }
      }
    }
  }

  /** A space that belongs to a trimming end is left for it. */
  private void space() {
    int end = position;
    while (isSpace(charAt(end))) {
      end++;
    }
    boolean trims = isTrimmingClose(end - 1);
    moveTo(trims ? end - 1 : end);
    add(Kind.SPACE, " ");
  }

  private void single(Kind kind) {
    add(kind, source.substring(position, position + 1));
    moveTo(position + 1);
  }

  private void declare() {
    if (charAt(position + 1) != '=') {
      throw failure("expected :=");
    }
    add(Kind.DECLARE, ":=");
    moveTo(position + 2);
  }

  private void quoted(char quote) {
    int end = position + 1;
    while (charAt(end) != quote) {
      boolean broken = charAt(end) == '\n' && quote != '`';
      if (charAt(end) == END || broken) {
        throw failure("unterminated quoted string");
      }
      end += charAt(end) == '\\' && quote != '`' ? 2 : 1;
    }
    String inner = source.substring(position + 1, end);
    add(
        quote == '\'' ? Kind.CHARACTER : Kind.STRING,
        quote == '`' ? inner.replace("\r", "") : Literals.unquoted(inner, quote));
    moveTo(end + 1);
  }

  private void dot() {
    int next = charAt(position + 1);
    if (next >= '0' && next <= '9') {
      number();
    } else if (isTerminator(position + 1)) {
      single(Kind.DOT);
    } else {
      name(Kind.FIELD, 1);
    }
  }

  private void name(Kind kind, int prefix) {
    int end = position + prefix;
    while (isNamePart(charAt(end))) {
      end += Character.charCount(charAt(end));
    }
    if (!isTerminator(end)) {
      throw failure("bad character in name");
    }
    add(kind, source.substring(position, end));
    moveTo(end);
  }

  private void number() {
    int end = Literals.numberEnd(source, position);
    if (isNamePart(charAt(end))) {
      throw failure("bad number syntax");
    }
    add(Kind.NUMBER, source.substring(position, end));
    moveTo(end);
  }

  private boolean isTerminator(int at) {
    int c = charAt(at);
    return c == END || isSpace(c) || ".,|:)(".indexOf(c) >= 0 || source.startsWith(CLOSE, at);
  }

  private static boolean isSpace(int c) {
    return c != END && SPACES.indexOf(c) >= 0;
  }

  private static boolean isNamePart(int c) {
    return c == '_' || (c != END && (Character.isLetter(c) || Character.isDigit(c)));
  }

  private int charAt(int at) {
    return at < source.length() ? source.codePointAt(at) : END;
  }

  private void moveTo(int next) {
    line += (int) source.substring(position, next).chars().filter(c -> c == '\n').count();
    position = next;
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, line));
  }

  private TemplateFailure failure(String message) {
    return new TemplateFailure("line " + line + ": " + message);
  }
}
