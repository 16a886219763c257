package io.rolloutoperator.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * A wall clock that is wrong by so much, for one process: the library {@code libfaketime}, which
 * {@code testkit/faketime/fetch.sh} gets. The monotonic clock of that process stays right, as it
 * does when somebody sets a machine's clock.
 */
public final class SkewedClock {
  private final Path file;

  private SkewedClock(Path file) {
    this.file = file;
  }

  /**
   * A clock that is ahead by this time, or behind if it is negative.
   *
   * @param file that says so; it is written
   */
  public static SkewedClock of(Path file, Duration ahead) {
    SkewedClock clock = new SkewedClock(file.toAbsolutePath());
    clock.set(ahead);
    return clock;
  }

  /** Sets the clock of the process while it runs; it notices within a second. */
  public void set(Duration ahead) {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(draft, "%+d\n".formatted(ahead.toSeconds()));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The environment of the process. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        new ToolScript("faketime/fetch.sh").program().toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // Its remedy for waits on the monotonic clock would end those of the JVM at once.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }
}
