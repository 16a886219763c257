package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.events.ObjectReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldProblemsTest {

  private static final ObjectReference SHOP =
      new ObjectReference("argoproj.io/v1alpha1", "Rollout", "shop", "web", "u", "1");

  private final List<String> events = new ArrayList<>();
  private final ToldProblems problems =
      new ToldProblems(
          (about, type, reason, message) ->
              events.add(
                  "%s/%s %s %s: %s"
                      .formatted(about.namespace(), about.name(), type, reason, message)));

  @Test
  void aProblemIsToldOnce() {
    problems.tell(SHOP, "no service");
    problems.tell(SHOP, "no template");
    problems.tell(SHOP, "no service");

    assertThat(events)
        .containsExactly(
            "shop/web WARNING NotificationFailed: no service",
            "shop/web WARNING NotificationFailed: no template");
  }

  @Test
  void fiftyProblemsOfAnObjectAreEnough() {
    for (int i = 0; i < 60; i++) {
      problems.tell(SHOP, "problem " + i);
    }

    assertThat(events).hasSize(50).last().asString().endsWith(": problem 49");
  }
}
