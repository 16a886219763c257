package io.rolloutoperator.kube.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The series of notifications: when they begin, and with whom they go. */
class NotificationMetricsTest {
  private static final Duration TOOK = Duration.ofMillis(20);
  private static final String OF_THE_ROLLOUT =
      "{name=\"web\",namespace=\"shop\",reason=\"RolloutAborted\",type=\"Warning\"} ";
  private static final String OF_THE_SYNC =
      "{name=\"web\",namespace=\"shop\",reason=\"GitSyncFailed\",type=\"Warning\"} ";
  private static final ObjectReference SYNC =
      new ObjectReference("rollout-operator.io/v1alpha1", "GitSync", "shop", "web", "s", "1");

  private final SmallWorld world = new SmallWorld();
  private final NotificationMetrics notifications = world.metrics.notifications();

  @BeforeEach
  void aRolloutAndASyncOfOneName() {
    world.metrics.observe(SmallWorld.rollout("web", true));
    world.metrics.observe(
        new GitSyncSample("shop", "web", SmallWorld.json("{}"), SmallWorld.BEGAN));
  }

  private List<String> series(String metric) {
    return Scrape.of(world.registry).series(metric);
  }

  @Test
  void bothOutcomesBeginAtZeroBeforeTheFirstAttempt() {
    notifications.announced(SmallWorld.WEB, EventType.WARNING, "RolloutAborted");

    assertThat(series("notification_send_success"))
        .containsExactly("notification_send_success" + OF_THE_ROLLOUT + "0.0");
    assertThat(series("notification_send_error"))
        .containsExactly("notification_send_error" + OF_THE_ROLLOUT + "0.0");
    assertThat(series("notification_send_count")).isEmpty();
  }

  @Test
  void anAnnouncementTakesNothingBack() {
    notifications.failed(SmallWorld.WEB, EventType.WARNING, "RolloutAborted", TOOK);
    notifications.announced(SmallWorld.WEB, EventType.WARNING, "RolloutAborted");

    assertThat(series("notification_send_error"))
        .containsExactly("notification_send_error" + OF_THE_ROLLOUT + "1.0");
  }

  @Test
  void nothingBeginsForAnObjectThatIsGone() {
    world.metrics.forget("Rollout", "shop", "web");
    notifications.announced(SmallWorld.WEB, EventType.WARNING, "RolloutAborted");

    assertThat(series("notification_send_success")).isEmpty();
    assertThat(series("notification_send_error")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"GitSync", "AnalysisRun", "Experiment"})
  void whatGoesTakesNothingFromARolloutOfItsName(String kind) {
    notifications.failed(SmallWorld.WEB, EventType.WARNING, "RolloutAborted", TOOK);
    notifications.sent(SmallWorld.WEB, EventType.WARNING, "RolloutAborted", TOOK);
    notifications.failed(SYNC, EventType.WARNING, "GitSyncFailed", TOOK);

    world.metrics.forget(kind, "shop", "web");

    assertThat(series("notification_send_error"))
        .contains("notification_send_error" + OF_THE_ROLLOUT + "1.0");
    assertThat(series("notification_send_success"))
        .contains("notification_send_success" + OF_THE_ROLLOUT + "1.0");
    assertThat(series("notification_send_count"))
        .containsExactly("notification_send_count{name=\"web\",namespace=\"shop\"} 3");
  }

  @Test
  void aSyncTakesItsOwnAndTheLastOfTheNameTheRest() {
    notifications.failed(SmallWorld.WEB, EventType.WARNING, "RolloutAborted", TOOK);
    notifications.failed(SYNC, EventType.WARNING, "GitSyncFailed", TOOK);

    world.metrics.forget("Rollout", "shop", "web");
    assertThat(series("notification_send_error"))
        .containsExactly("notification_send_error" + OF_THE_SYNC + "1.0");

    world.metrics.forget("GitSync", "shop", "web");
    assertThat(Scrape.of(world.registry).lines())
        .noneMatch(line -> line.startsWith("notification_send") && line.contains("web"));
  }

  @Test
  void whatIsToldOfTwoKindsByOneReasonIsOneSeries() {
    notifications.sent(SmallWorld.WEB, EventType.NORMAL, "Condition", TOOK);
    notifications.sent(SYNC, EventType.NORMAL, "Condition", TOOK);

    assertThat(series("notification_send_success"))
        .containsExactly(
            "notification_send_success"
                + "{name=\"web\",namespace=\"shop\",reason=\"Condition\",type=\"Normal\"} 2.0");
  }
}
