package io.rolloutoperator.gitsync.status;

import static io.rolloutoperator.gitsync.status.Facts.GOOD;
import static io.rolloutoperator.gitsync.status.Facts.ROLLOUT;
import static io.rolloutoperator.gitsync.status.Facts.SERVICE;
import static io.rolloutoperator.gitsync.status.Facts.T0;
import static io.rolloutoperator.gitsync.status.Facts.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.health.Health.State;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadyRuleTest {

  private static final ObjectId DEPLOYMENT = new ObjectId("apps", "Deployment", "shop", "my-app");
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private static final Readiness READY = new Readiness.Ready(GOOD);

  private static SyncPolicies policies(boolean wait, List<SyncPolicies.ObjectRef> checks) {
    return new SyncPolicies(
        new SyncPolicies.Prune(true, 20, false),
        SyncPolicies.DeletionPolicy.MIRROR_PRUNE,
        SyncPolicies.DriftCorrection.ENABLED,
        false,
        List.of(),
        wait,
        checks,
        TIMEOUT,
        Optional.empty(),
        List.of(),
        false,
        10);
  }

  private static final SyncPolicies ALL = policies(true, List.of());
  private static final SyncPolicies NONE = policies(false, List.of());
  private static final SyncPolicies ONLY_SERVICE =
      policies(true, List.of(new SyncPolicies.ObjectRef("v1", "Service", "shop", "my-app")));

  private static Readiness waiting(String message) {
    return new Readiness.Progressing("waiting for " + message);
  }

  private static Readiness failed(String... lines) {
    return new Readiness.Failed(new SyncFailure.HealthCheckFailed(List.of(lines)));
  }

  private static Map<ObjectId, Health> of(Object... entries) {
    Map<ObjectId, Health> all = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      all.put((ObjectId) entries[i], (Health) entries[i + 1]);
    }
    return all;
  }

  static Stream<Arguments> rows() {
    Health well = health(State.CURRENT, "");
    Health busy = health(State.IN_PROGRESS, "1 of 3 updated");
    Health bad = health(State.FAILED, "ProgressDeadlineExceeded");
    Duration soon = TIMEOUT.minusMillis(1);
    return Stream.of(
        Arguments.of("nothing to wait for", ALL, of(), Duration.ZERO, READY),
        Arguments.of("all are well", ALL, of(DEPLOYMENT, well, ROLLOUT, well), soon, READY),
        Arguments.of(
            "a paused Rollout holds up nobody",
            ALL,
            of(ROLLOUT, health(State.PAUSED, "step 2")),
            TIMEOUT,
            READY),
        Arguments.of(
            "one is busy",
            ALL,
            of(SERVICE, well, DEPLOYMENT, busy),
            soon,
            waiting("Deployment shop/my-app: 1 of 3 updated")),
        Arguments.of(
            "one is busy for too long",
            ALL,
            of(DEPLOYMENT, busy),
            TIMEOUT,
            failed("Deployment shop/my-app: 1 of 3 updated")),
        Arguments.of(
            "one is missing for too long",
            ALL,
            of(SERVICE, health(State.MISSING, "")),
            TIMEOUT,
            failed("Service shop/my-app")),
        Arguments.of(
            "a Rollout is never too late",
            ALL,
            of(ROLLOUT, busy),
            TIMEOUT.multipliedBy(100),
            waiting("Rollout shop/my-app: 1 of 3 updated")),
        Arguments.of(
            "beside a Rollout the others are",
            ALL,
            of(ROLLOUT, busy, DEPLOYMENT, busy),
            TIMEOUT,
            failed("Deployment shop/my-app: 1 of 3 updated")),
        Arguments.of(
            "a failure is one at once, also of a Rollout",
            ALL,
            of(SERVICE, busy, ROLLOUT, bad),
            Duration.ZERO,
            failed("Rollout shop/my-app: ProgressDeadlineExceeded")),
        Arguments.of("nobody waits", NONE, of(DEPLOYMENT, bad), TIMEOUT, READY),
        Arguments.of(
            "only the listed ones count", ONLY_SERVICE, of(DEPLOYMENT, bad), TIMEOUT, READY),
        Arguments.of(
            "a listed one counts",
            ONLY_SERVICE,
            of(DEPLOYMENT, bad, SERVICE, busy),
            soon,
            waiting("Service shop/my-app: 1 of 3 updated")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void readinessFollowsFromHealth(
      String name,
      SyncPolicies policies,
      Map<ObjectId, Health> health,
      Duration sinceLastWrite,
      Readiness readiness) {
    ReadyRule rule = new ReadyRule(policies, GOOD, health, T0, T0.plus(sinceLastWrite));
    assertThat(rule.readiness()).isEqualTo(readiness);
    boolean waits = readiness instanceof Readiness.Progressing;
    boolean fails = readiness instanceof Readiness.Failed;
    assertThat(rule.deadline())
        .isEqualTo(waits || fails ? Optional.of(T0.plus(TIMEOUT)) : Optional.empty());
  }
}
