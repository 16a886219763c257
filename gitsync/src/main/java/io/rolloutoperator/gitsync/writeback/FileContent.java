package io.rolloutoperator.gitsync.writeback;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of one file, compared byte for byte. */
public final class FileContent {

  private final byte[] bytes;

  private FileContent(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static FileContent of(byte[] bytes) {
    return new FileContent(bytes.clone());
  }

  /** A text as UTF-8. */
  public static FileContent of(String text) {
    return new FileContent(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Number of bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileContent that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Files may hold Secrets: only the size is shown. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
