package io.rolloutoperator.notify.template;

import java.nio.charset.StandardCharsets;

/**
 * Texts by their bytes in UTF-8, which the language counts; a character cut apart shows as U+FFFD.
 */
final class Bytes {

  private Bytes() {}

  static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * A part of a text.
   *
   * @throws TemplateFailure if it does not reach from start to end
   */
  static String slice(String text, int start, int end) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (start < 0 || end > bytes.length || start > end) {
      throw new TemplateFailure("slice bounds out of range [%d:%d]".formatted(start, end));
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
