package io.rolloutoperator.notify.template;

import io.rolloutoperator.notify.template.Token.Kind;
import java.util.List;

/** A place in the tokens of a template. */
final class Tokens {

  private final List<Token> all;
  private int position;

  Tokens(List<Token> all) {
    this.all = all;
  }

  Token peek() {
    return all.get(position);
  }

  Token next() {
    Token token = all.get(position);
    position = Math.min(position + 1, all.size() - 1);
    return token;
  }

  Token peekNonSpace() {
    skipSpace();
    return peek();
  }

  Token nextNonSpace() {
    skipSpace();
    return next();
  }

  private void skipSpace() {
    while (peek().is(Kind.SPACE)) {
      next();
    }
  }

  int position() {
    return position;
  }

  void backTo(int earlier) {
    position = earlier;
  }

  void expect(Kind kind, String context) {
    Token token = nextNonSpace();
    if (!token.is(kind)) {
      throw unexpected(token, context);
    }
  }

  TemplateFailure unexpected(Token token, String context) {
    return failure(token, "unexpected " + token.describe() + " in " + context);
  }

  TemplateFailure failure(Token token, String message) {
    return new TemplateFailure("line " + token.line() + ": " + message);
  }
}
