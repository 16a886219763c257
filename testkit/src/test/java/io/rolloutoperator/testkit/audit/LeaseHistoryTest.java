package io.rolloutoperator.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rolloutoperator.testkit.cluster.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Written as {@code SECOND USER VERB}: take, renew, release, write, refused. */
class LeaseHistoryTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONGEST = Duration.ofSeconds(14);

  static Stream<Arguments> histories() {
    return Stream.of(
        arguments("written by the holder", "0 a take, 1 a write, 2 a renew, 16 a write", 0),
        arguments("before anybody has it", "0 a write, 1 a take", 1),
        arguments("by one who waits", "0 a take, 1 b write", 1),
        arguments("after another took it", "0 a take, 1 b take, 2 a write, 2 b write", 1),
        arguments("after it was given back", "0 a take, 1 a release, 2 a write", 1),
        arguments("too long after the last renewal", "0 a take, 2 a renew, 17 a write", 1),
        arguments("a refused write is none", "0 a take, 1 b refused", 0),
        arguments(
            "a renewal that was refused covers nothing", "0 a take, 10 a norenew, 15 a write", 1),
        arguments("somebody who is no candidate", "0 a take, 1 x write", 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histories")
  void aWriteIsAUsurpationUnlessItsUserHeldTheLease(String what, String history, int usurpations) {
    assertThat(history(history).usurpations(LONGEST)).as(what).hasSize(usurpations);
  }

  @Test
  void tellsWhoHeldItAndWhoWroteWithoutIt() {
    LeaseHistory history = history("0 a take, 2 a renew, 3 a release, 4 b take, 5 a write");
    assertThat(history.holders()).containsExactly("a", "b");
    assertThat(history.writesOf("a")).hasSize(1);
    assertThat(history.usurpations(LONGEST))
        .containsExactly(
            "patch services shop/web by a at 2026-03-01T12:00:05Z, when the lease was written last"
                + " by b at 2026-03-01T12:00:04Z");
  }

  @Test
  void anAttemptCountsAlsoWhereItIsRefused() {
    LeaseHistory history = history("0 a take, 1 a write, 2 b refused");
    assertThat(history.usurpations(LONGEST)).isEmpty();
    assertThat(history.attempts(LONGEST)).hasSize(1);
    assertThat(history.writesOf("b")).isEmpty();
  }

  private static LeaseHistory history(String text) {
    List<AuditEntry> entries =
        Arrays.stream(text.split(", ", -1)).map(LeaseHistoryTest::entry).toList();
    return LeaseHistory.of(entries, "ops", Set.of("a", "b"));
  }

  private static AuditEntry entry(String text) {
    String[] words = text.split(" ", -1);
    Instant at = START.plusSeconds(Long.parseLong(words[0]));
    return switch (words[2]) {
      case "take", "renew" -> lease(at, words[1], "me", 200);
      case "norenew" -> lease(at, words[1], "me", 409);
      case "release" -> lease(at, words[1], "", 200);
      case "write" -> service(at, words[1], 200);
      case "refused" -> service(at, words[1], 403);
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static AuditEntry lease(Instant at, String user, String holder, int code) {
    return new AuditEntry(
        at,
        user,
        "",
        "",
        "update",
        "coordination.k8s.io",
        "leases",
        "ops",
        "lock",
        code,
        "",
        "",
        false,
        Json.yaml("{spec: {holderIdentity: '" + holder + "'}}").getFirst());
  }

  private static AuditEntry service(Instant at, String user, int code) {
    return new AuditEntry(
        at,
        user,
        "",
        "",
        "patch",
        "",
        "services",
        "shop",
        "web",
        code,
        "",
        "",
        false,
        Json.object());
  }
}
