package io.rolloutoperator.analysis.expression;

import java.util.Locale;

/**
 * Reads number tokens: decimal, hexadecimal, octal and binary integers and floats, with underscores
 * between digits.
 */
final class NumberLiteral {

  private NumberLiteral() {}

  static Node parse(String token) {
    String text = token.replace("_", "");
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("0x")) {
      return integer("hex", text, text.substring(2), 16);
    }
    if (lower.contains(".") || lower.contains("e")) {
      return decimal(text);
    }
    if (lower.startsWith("0b")) {
      return integer("binary", text, text.substring(2), 2);
    }
    if (lower.startsWith("0o")) {
      return integer("octal", text, text.substring(2), 8);
    }
    return integer("integer", text, text, 10);
  }

  private static Node integer(String name, String text, String digits, int radix) {
    try {
      return new Node.IntLiteral(GoText.parseInt(text, digits, radix));
    } catch (ExpressionFailure e) {
      throw new ExpressionFailure("invalid " + name + " literal: " + e.text());
    }
  }

  private static Node decimal(String text) {
    try {
      return new Node.DecimalLiteral(GoText.parseFloat(text));
    } catch (ExpressionFailure e) {
      throw new ExpressionFailure("invalid float literal: " + e.text());
    }
  }
}
