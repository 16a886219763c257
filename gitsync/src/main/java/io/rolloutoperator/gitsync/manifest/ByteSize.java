package io.rolloutoperator.gitsync.manifest;

import java.util.Map;
import java.util.Optional;

/** How numbers of bytes are written: {@code 256Mi} by those who set them, {@code 256 MiB} by us. */
public final class ByteSize {

  /** Of the largest unit they are far below the largest number. */
  private static final int MOST_DIGITS = 9;

  private static final long KIBI = 1_024;
  private static final long KILO = 1_000;
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "k", KILO,
          "M", KILO * KILO,
          "G", KILO * KILO * KILO,
          "Ki", KIBI,
          "Mi", KIBI * KIBI,
          "Gi", KIBI * KIBI * KIBI);

  private ByteSize() {}

  /** Reads {@code 256Mi} or {@code 10M}, with the suffixes that Kubernetes has for whole bytes. */
  public static Optional<Long> parse(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    if (end == 0 || end > MOST_DIGITS) {
      return Optional.empty();
    }
    long count = Long.parseLong(text.substring(0, end));
    return Optional.ofNullable(UNITS.get(text.substring(end))).map(unit -> count * unit);
  }

  /** {@code 256 MiB} or {@code 10 MB}: in the largest unit of which it is a whole number. */
  public static String text(long bytes) {
    return UNITS.entrySet().stream()
        .filter(unit -> bytes != 0 && unit.getValue() > 1 && bytes % unit.getValue() == 0)
        .max(Map.Entry.comparingByValue())
        .map(unit -> bytes / unit.getValue() + " " + unit.getKey() + "B")
        .orElse(bytes + " bytes");
  }
}
