package io.rolloutoperator.analysis.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a source into tokens, on request, so that an error further on does not hide one before it.
 */
final class Lexer {

  private static final int END = -1;
  private static final Set<String> WORD_OPERATORS =
      Set.of(
          "in", "or", "and", "matches", "contains", "startsWith", "endsWith", "let", "if", "else");
  private static final Set<String> AFTER_NOT =
      Set.of("in", "matches", "contains", "startsWith", "endsWith");

  private final int[] source;
  private final List<Token> queue = new ArrayList<>();
  private int start;
  private int position;

  Lexer(String source) {
    this.source = source.codePoints().toArray();
  }

  /** The next token; after the end, the end again. */
  Token next() {
    while (queue.isEmpty()) {
      scan().ifPresent(queue::add);
    }
    return queue.removeFirst();
  }

  /** Scans one token; empty for space and comments. */
  private Optional<Token> scan() {
    start = position;
    int c = read();
    return switch (c) {
      case END -> Optional.of(new Token(Token.Kind.END, ""));
      case '\'', '"' -> Optional.of(new Token(Token.Kind.STRING, new QuotedScanner(c).scan()));
      case '`' -> Optional.of(new Token(Token.Kind.STRING, raw()));
      case '/' -> slash();
      case '#' -> pointer();
      case '.' -> dot();
      case '?' -> acceptThen(".?");
      case '|' -> acceptThen("|");
      case ':' -> acceptThen(":");
      case '&', '!', '=', '*', '<', '>' -> acceptThen("&=*");
      case ',', ';', '%', '+', '-', '^' -> operator();
      case '(', '[', '{', ')', ']', '}' -> Optional.of(new Token(Token.Kind.BRACKET, word()));
      default -> other(c);
    };
  }

  private Optional<Token> other(int c) {
    if (isSpace(c)) {
      return Optional.empty();
    }
    if (isDecimal(c)) {
      position--;
      return number();
    }
    if (isWordPart(c)) {
      return name();
    }
    throw new ExpressionFailure("unrecognized character: " + GoText.describe(c));
  }

  private Optional<Token> acceptThen(String following) {
    accept(following);
    return operator();
  }

  private Optional<Token> operator() {
    return Optional.of(new Token(Token.Kind.OPERATOR, word()));
  }

  private Optional<Token> name() {
    skipWord();
    String word = word();
    if (word.equals("not")) {
      return not();
    }
    return Optional.of(
        new Token(
            WORD_OPERATORS.contains(word) ? Token.Kind.OPERATOR : Token.Kind.IDENTIFIER, word));
  }

  /**
   * {@code not in} and the like are two operators even where the second word would be a name
   * elsewhere.
   */
  private Optional<Token> not() {
    queue.add(new Token(Token.Kind.OPERATOR, "not"));
    while (peek() == ' ') {
      position++;
    }
    start = position;
    skipWord();
    if (AFTER_NOT.contains(word())) {
      return operator();
    }
    position = start;
    return Optional.empty();
  }

  private Optional<Token> slash() {
    if (accept("/")) {
      int c = read();
      while (c != END && c != '\n') {
        c = read();
      }
      return Optional.empty();
    }
    if (accept("*")) {
      skipBlockComment();
      return Optional.empty();
    }
    return operator();
  }

  private void skipBlockComment() {
    while (true) {
      int c = read();
      if (c == END) {
        throw new ExpressionFailure("unclosed comment");
      }
      if (c == '*' && accept("/")) {
        return;
      }
    }
  }

  private Optional<Token> pointer() {
    accept("#");
    queue.add(new Token(Token.Kind.OPERATOR, word()));
    start = position;
    skipWord();
    return start == position
        ? Optional.empty()
        : Optional.of(new Token(Token.Kind.IDENTIFIER, word()));
  }

  private Optional<Token> dot() {
    if (isDecimal(peek())) {
      return number();
    }
    accept(".");
    return operator();
  }

  private Optional<Token> number() {
    if (!scanNumber()) {
      throw new ExpressionFailure("bad number syntax: " + GoText.quote(word()));
    }
    return Optional.of(new Token(Token.Kind.NUMBER, word()));
  }

  private boolean scanNumber() {
    String digits = accept("0") ? digitsAfterZero() : "0123456789_";
    acceptRun(digits);
    int beforeDot = position;
    if (accept(".")) {
      if (peek() == '.') {
        position = beforeDot;
        return true;
      }
      acceptRun(digits);
    }
    if (accept("eE")) {
      accept("+-");
      acceptRun(digits);
    }
    if (isWordPart(peek())) {
      position++;
      return false;
    }
    return true;
  }

  private String digitsAfterZero() {
    if (accept("xX")) {
      return "0123456789abcdefABCDEF_";
    }
    if (accept("oO")) {
      return "01234567_";
    }
    return accept("bB") ? "01_" : "0123456789_";
  }

  /** A string in backticks; a doubled backtick stands for one. */
  private String raw() {
    StringBuilder text = new StringBuilder();
    while (true) {
      int c = read();
      if (c == END) {
        throw new ExpressionFailure("literal not terminated");
      }
      if (c == '`' && !accept("`")) {
        return text.toString();
      }
      text.appendCodePoint(c);
    }
  }

  private void skipWord() {
    while (isWordPart(peek())) {
      position++;
    }
  }

  private void acceptRun(String characters) {
    while (accept(characters)) {
      // accept moves on
    }
  }

  private boolean accept(String characters) {
    if (peek() != END && characters.indexOf(peek()) >= 0) {
      position++;
      return true;
    }
    return false;
  }

  private int peek() {
    return position < source.length ? source[position] : END;
  }

  private int read() {
    int c = peek();
    position = Math.min(position + 1, source.length);
    return c;
  }

  private String word() {
    return new String(source, start, position - start);
  }

  static boolean isWordPart(int c) {
    return c == '_' || c == '$' || (c != END && (Character.isLetter(c) || Character.isDigit(c)));
  }

  static boolean isSpace(int c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || c == 0x85
        || c == 0xA0
        || (c > 0xFF && Character.isSpaceChar(c));
  }

  private static boolean isDecimal(int c) {
    return c >= '0' && c <= '9';
  }

  /** Decodes a string in quotes, of which the opening one has been read. */
  private final class QuotedScanner {

    private static final String BAD_ESCAPE = "invalid char escape";
    private static final String BAD_TEXT = "unable to unescape string";

    private final int quote;
    private final StringBuilder text = new StringBuilder();

    QuotedScanner(int quote) {
      this.quote = quote;
    }

    String scan() {
      int c = read();
      while (c != quote) {
        if (c == '\n' || c == END) {
          throw new ExpressionFailure("literal not terminated");
        }
        if (c == '\\') {
          escape();
        } else {
          plain(c);
        }
        c = read();
      }
      return text.toString();
    }

    private void plain(int c) {
      if (c == '\r') {
        accept("\n");
        text.append('\n');
      } else {
        text.appendCodePoint(c);
      }
    }

    private void escape() {
      int c = read();
      if (c == quote) {
        text.appendCodePoint(c);
        return;
      }
      switch (c) {
        case 'a' -> text.append('\u0007');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'v' -> text.append('\u000B');
        case '\\' -> text.append('\\');
        case '0', '1', '2', '3' -> {
          position--;
          append(digits(3, 8));
        }
        case '4', '5', '6', '7' -> {
          position--;
          digits(3, 8);
          throw new ExpressionFailure(BAD_TEXT);
        }
        case 'x' -> append(digits(2, 16));
        case 'u' -> append(accept("{") ? braced() : digits(4, 16));
        case 'U' -> append(digits(8, 16));
        default -> throw new ExpressionFailure(BAD_ESCAPE);
      }
    }

    private long digits(int count, int radix) {
      long value = 0;
      for (int i = 0; i < count; i++) {
        value = value * radix + digit(radix);
      }
      return value;
    }

    private long braced() {
      long value = 0;
      int count = 0;
      while (!accept("}")) {
        value = value * 16 + digit(16);
        count++;
        if (count > 6) {
          throw new ExpressionFailure(BAD_ESCAPE);
        }
      }
      if (count == 0) {
        throw new ExpressionFailure(BAD_ESCAPE);
      }
      return value;
    }

    private int digit(int radix) {
      int c = read();
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        throw new ExpressionFailure(BAD_ESCAPE);
      }
      return digit;
    }

    private void append(long codePoint) {
      if (codePoint > Character.MAX_CODE_POINT) {
        throw new ExpressionFailure(BAD_TEXT);
      }
      boolean surrogate =
          codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      text.appendCodePoint(surrogate ? 0xFFFD : (int) codePoint);
    }
  }
}
