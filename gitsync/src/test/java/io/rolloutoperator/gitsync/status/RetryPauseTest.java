package io.rolloutoperator.gitsync.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPauseTest {

  private static final List<String> LINE = List.of("x");

  static Stream<Arguments> failures() {
    var apply = new SyncFailure.ApplyFailed(LINE);
    var forbidden = new SyncFailure.Forbidden(LINE);
    return Stream.of(
        arguments("the first one", apply, 0, "1s"),
        arguments("doubled each time", apply, 3, "8s"),
        arguments("five minutes at most", apply, 9, "5m"),
        arguments("for ever", apply, Integer.MAX_VALUE, "5m"),
        arguments("a fetch", new SyncFailure.FetchFailed("x"), 1, "2s"),
        arguments("a missing account", SyncFailure.ImpersonationFailed.notFound("a", "b"), 2, "4s"),
        arguments("a right that is just granted", forbidden, 0, "1s"),
        arguments("a right that gets around", forbidden, 4, "16s"),
        arguments("a missing right", forbidden, 5, "5m"),
        arguments("a broken file", new SyncFailure.BuildFailed("x"), 0, "10m"),
        arguments("a wrong spec", new SyncFailure.InvalidSpec(LINE), 0, "10m"),
        arguments("encrypted files", new SyncFailure.DecryptionFailed("x"), 5, "10m"),
        arguments("another owner", new SyncFailure.ConflictingOwner(LINE), 1, "10m"),
        arguments("deletions that wait", new SyncFailure.PruneBlocked("x"), 7, "10m"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void growsOrWaitsForAPerson(String name, SyncFailure failure, int earlier, String pause) {
    assertThat(RetryPause.after(earlier, Optional.empty(), Optional.of(failure)))
        .isEqualTo(Duration.parse("PT" + pause));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void isFixedWhereTheSpecSaysSo(String name, SyncFailure failure, int earlier, String pause) {
    Optional<Duration> fixed = Optional.of(Duration.ofSeconds(90));
    assertThat(RetryPause.after(earlier, fixed, Optional.of(failure)))
        .isEqualTo(Duration.ofSeconds(90));
  }
}
