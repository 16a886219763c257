package io.rolloutoperator.notify.template;

import java.nio.charset.StandardCharsets;

/** A text that must not grow too large. */
final class Output {

  private final StringBuilder text = new StringBuilder();
  private long bytes;

  void append(String part) {
    bytes += part.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Limits.OUTPUT_BYTES) {
      throw new TemplateFailure("output larger than " + Limits.OUTPUT_BYTES / 1024 + " KiB");
    }
    text.append(part);
  }

  String text() {
    return text.toString();
  }
}
