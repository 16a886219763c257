package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodHistoryTest {

  private final PodHistory history = new PodHistory();

  @BeforeEach
  void threePodsOfTheOldVersion() {
    history.seen(at(0), pod("a", "old", true));
    history.seen(at(0), pod("b", "old", true));
    history.seen(at(0), pod("c", "old", true));
  }

  @Test
  void onlyReadyPodsThatStayCount() {
    history.seen(at(1), pod("d", "new", false));
    assertThat(history.now().of("new")).isZero();

    history.seen(at(2), pod("d", "new", true));
    history.seen(at(3), leaving(pod("a", "old", true)));

    assertThat(history.now().of("new")).isEqualTo(1);
    assertThat(history.now().of("old")).isEqualTo(2);
    assertThat(history.now().all()).isEqualTo(3);
  }

  @Test
  void whatIsSoForMostOfTheTimeCounts() {
    history.seen(at(10), pod("d", "new", true));
    history.gone(at(11), pod("a", "old", true));
    history.seen(at(20), pod("e", "new", true));

    assertThat(history.longest(at(10), at(20)).of("old")).isEqualTo(2);
    assertThat(history.longest(at(10), at(20)).of("new")).isEqualTo(1);
    assertThat(history.longest(at(5), at(11)).of("new")).isZero();
    assertThat(history.longest(at(30), at(40)).of("new")).isEqualTo(2);
  }

  @Test
  void lowestNumberIsThatOfTheTimeAskedFor() {
    history.gone(at(10), pod("a", "old", true));
    history.gone(at(11), pod("b", "old", true));
    history.seen(at(12), pod("d", "old", true));

    assertThat(history.lowest("old", at(5), at(20))).isEqualTo(1);
    assertThat(history.lowest("old", at(12), at(20))).isEqualTo(2);
    assertThat(history.lowest(at(5), at(10))).isEqualTo(2);
    assertThat(history.lowest("new", at(5), at(20))).isZero();
  }

  @Test
  void troubleIsRememberedInTheClustersWords() {
    history.seen(at(1), waiting("d", "new", "ContainerCreating", null));
    assertThat(history.trouble("new")).isEmpty();

    history.seen(at(2), waiting("d", "new", "ErrImagePull", "not\nfound"));
    history.gone(at(3), pod("d", "new", false));

    assertThat(history.trouble("new")).contains("ErrImagePull: not found");
    assertThat(history.trouble("old")).isEmpty();
  }

  private static Instant at(int second) {
    return Instant.EPOCH.plusSeconds(second);
  }

  private static Pod pod(String name, String hash, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("rollouts-pod-template-hash", hash)
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .endStatus()
        .build();
  }

  private static Pod leaving(Pod pod) {
    return new PodBuilder(pod)
        .editMetadata()
        .withDeletionTimestamp("2026-01-01T00:00:00Z")
        .endMetadata()
        .build();
  }

  private static Pod waiting(String name, String hash, String reason, @Nullable String message) {
    return new PodBuilder(pod(name, hash, false))
        .editStatus()
        .addNewContainerStatus()
        .withNewState()
        .withNewWaiting(message, reason)
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
