package io.rolloutoperator.notify.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Numbers and quoted texts of templates. */
final class Literals {

  private Literals() {}

  /** Where a number ends that starts here; what it is made of is checked later. */
  static int numberEnd(String source, int from) {
    int at = from;
    at = accept(source, at, "+-");
    String digits = "0123456789_";
    if (at < source.length() && source.charAt(at) == '0' && at + 1 < source.length()) {
      digits =
          switch (source.charAt(at + 1)) {
            case 'x', 'X' -> "0123456789abcdefABCDEF_";
            case 'o', 'O' -> "01234567_";
            case 'b', 'B' -> "01_";
            default -> digits;
          };
      at = digits.startsWith("0123456789_") ? at : at + 2;
    }
    at = acceptAll(source, at, digits);
    if (accept(source, at, ".") > at) {
      at = acceptAll(source, at + 1, digits);
    }
    boolean isDecimal = digits.startsWith("0123456789_");
    if (accept(source, at, isDecimal ? "eE" : "pP") > at) {
      at = acceptAll(source, accept(source, at + 1, "+-"), "0123456789_");
    }
    return at;
  }

  private static int accept(String source, int at, String characters) {
    return at < source.length() && characters.indexOf(source.charAt(at)) >= 0 ? at + 1 : at;
  }

  private static int acceptAll(String source, int from, String characters) {
    int at = from;
    while (accept(source, at, characters) > at) {
      at++;
    }
    return at;
  }

  /**
   * A number: an integer, a float, or both where a float is whole.
   *
   * @throws TemplateFailure if the text is none
   */
  static Operand.NumberLiteral number(String text) {
    String plain = text.replace("_", "").toLowerCase(Locale.ROOT);
    boolean isHex = plain.contains("0x");
    boolean isFloat = isHex ? plain.contains("p") : plain.contains(".") || plain.contains("e");
    try {
      if (isFloat) {
        double value = Double.parseDouble(plain);
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e18;
        return new Operand.NumberLiteral(text, true, isWhole, (long) value, value);
      }
      long value = integer(plain);
      return new Operand.NumberLiteral(text, false, true, value, (double) value);
    } catch (NumberFormatException _) {
      throw new TemplateFailure("illegal number syntax: \"" + text + "\"");
    }
  }

  private static long integer(String text) {
    boolean signed = text.startsWith("+") || text.startsWith("-");
    String sign = signed ? text.substring(0, 1) : "";
    String digits = signed ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 1 && digits.startsWith("0")) {
      radix =
          switch (digits.charAt(1)) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
          };
      digits = digits.substring(Character.isDigit(digits.charAt(1)) ? 1 : 2);
    }
    return Long.parseLong(sign + digits, radix);
  }

  /**
   * What stands between quotes, with its escapes replaced.
   *
   * @throws TemplateFailure at an escape that there is not
   */
  static String unquoted(String inner, char quote) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < inner.length()) {
      int c = inner.codePointAt(at);
      if (c == '\\') {
        at = escape(inner, at + 1, quote, out);
      } else {
        write(out, c);
        at += Character.charCount(c);
      }
    }
    String text = out.toString(StandardCharsets.UTF_8);
    if (quote == '\'' && text.codePointCount(0, text.length()) != 1) {
      throw new TemplateFailure("malformed character constant: '" + inner + "'");
    }
    return text;
  }

  private static int escape(String inner, int at, char quote, ByteArrayOutputStream out) {
    char c = at < inner.length() ? inner.charAt(at) : 0;
    switch (c) {
      case 'a' -> out.write(7);
      case 'b' -> out.write('\b');
      case 'f' -> out.write('\f');
      case 'n' -> out.write('\n');
      case 'r' -> out.write('\r');
      case 't' -> out.write('\t');
      case 'v' -> out.write(11);
      case '\\' -> out.write('\\');
      case 'x' -> out.write(code(inner, at + 1, 2, 16));
      case 'u' -> write(out, code(inner, at + 1, 4, 16));
      case 'U' -> write(out, code(inner, at + 1, 8, 16));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> out.write(code(inner, at, 3, 8));
      default -> {
        if (c != quote) {
          throw new TemplateFailure("invalid escape in \"" + inner + "\"");
        }
        out.write(c);
      }
    }
    return at + length(c);
  }

  private static int length(char escape) {
    return switch (escape) {
      case 'x', '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
      case 'u' -> 5;
      case 'U' -> 9;
      default -> 1;
    };
  }

  private static int code(String inner, int from, int length, int radix) {
    try {
      int code = Integer.parseInt(inner.substring(from, from + length), radix);
      if (Character.isValidCodePoint(code) && (radix == 16 || code < 256)) {
        return code;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      // told below
    }
    throw new TemplateFailure("invalid escape in \"" + inner + "\"");
  }

  private static void write(ByteArrayOutputStream out, int codePoint) {
    out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }
}
