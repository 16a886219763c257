package io.rolloutoperator.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where two caches of the same classes differ: who reads of it elsewhere has no caches to look at.
 *
 * @param bytes how many differ
 * @param first where the first of them is
 * @param one what stands around it in one cache, as text
 * @param other what stands there in the other
 */
record CacheDifference(long bytes, int first, String one, String other) {
  private static final int AROUND = 96;

  static CacheDifference of(Path one, Path other) {
    try {
      return of(Files.readAllBytes(one), Files.readAllBytes(other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CacheDifference of(byte[] one, byte[] other) {
    int first = Arrays.mismatch(one, other);
    int shorter = Math.min(one.length, other.length);
    long bytes = Math.abs(one.length - other.length);
    for (int at = Math.max(first, 0); at < shorter; at++) {
      if (one[at] != other[at]) {
        bytes++;
      }
    }
    return new CacheDifference(bytes, first, around(one, first), around(other, first));
  }

  private static String around(byte[] cache, int at) {
    int from = Math.max(0, at - AROUND);
    byte[] part = Arrays.copyOfRange(cache, from, Math.min(cache.length, at + AROUND));
    return new String(part, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]+", ".");
  }

  @Override
  public String toString() {
    return first < 0
        ? "the caches are the same"
        : "the caches differ in %d bytes, first at %d: \"%s\" and \"%s\""
            .formatted(bytes, first, one, other);
  }
}
