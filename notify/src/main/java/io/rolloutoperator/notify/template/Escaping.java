package io.rolloutoperator.notify.template;

import java.util.HexFormat;

/** Texts made safe inside other languages. */
final class Escaping {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Escaping() {}

  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;")
        .replace("'", "&#39;")
        .replace("\0", "\uFFFD");
  }

  static String script(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                case '"' -> out.append("\\\"");
                case '<', '>', '&', '=' -> out.append(unicode(c));
                default -> {
                  if (c < ' ') {
                    out.append(unicode(c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.toString();
  }

  private static String unicode(int c) {
    return "\\u" + HEX.toHexDigits((char) c);
  }
}
