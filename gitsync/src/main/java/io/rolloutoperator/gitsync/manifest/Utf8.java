package io.rolloutoperator.gitsync.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text files, which must be UTF-8. */
public final class Utf8 {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Utf8() {}

  /**
   * The text of a file, without a byte order mark, and without those that its lines begin with
   * because files were put together.
   *
   * @throws BuildException {@code x.yaml: not valid UTF-8}
   */
  public static String decode(String file, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String first = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      return first.replace("\n" + BYTE_ORDER_MARK, "\n");
    } catch (CharacterCodingException e) {
      throw BuildException.in(file, "not valid UTF-8");
    }
  }
}
