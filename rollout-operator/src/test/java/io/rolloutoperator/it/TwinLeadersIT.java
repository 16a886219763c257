package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.Replica.Settings;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two operators with one instance id and no lease between them, as two installations in different
 * namespaces are: a mistake of people, which the version of each object keeps from doing harm.
 */
@RequiresCluster
@ExpectWarnings("RolloutAborted")
class TwinLeadersIT {
  private static final List<String> WEIGHTS =
      List.of("100 0", "80 20", "40 60", "100 0", "80 20", "40 60", "0 100", "100 0");

  private final TestNamespace namespace;

  TwinLeadersIT(TestNamespace namespace) {
    this.namespace = namespace;
    Settings unfenced = Settings.with("--leader-elect=false");
    Replica.start(namespace, "castor", unfenced).awaitLeading();
    Replica.start(namespace, "pollux", unfenced).awaitLeading();
  }

  @Test
  void twoThatDecideAtOnceMakeNothingTwiceAndLoseNoCommand() {
    LiveRoute route = LiveRoute.apply(namespace, "shop");
    LiveRollout shop =
        route.deploy(5, "[{setWeight: 20}, {pause: {}}, {setWeight: 60}, {pause: {}}]");
    try (WeightLog log = new WeightLog(route)) {
      namespace.await("the route is watched", () -> !log.weights().isEmpty());
      shop.version("v2");
      shop.awaitPausedAt(1);
      shop.promote();
      shop.awaitPausedAt(3);
      shop.abort();
      shop.awaitPhase("Degraded");
      namespace.await("all traffic is stable's", () -> route.weights().equals("100 0"));
      shop.retry();
      shop.awaitPausedAt(1);
      shop.promote();
      shop.awaitPausedAt(3);
      shop.promote();
      shop.awaitPhase("Healthy");
      namespace.await("all traffic is stable's", () -> log.weights().size() == WEIGHTS.size());
      assertThat(log.weights()).containsExactlyElementsOf(WEIGHTS);
    }
    assertThat(shop.hashes()).hasSize(2).doesNotHaveDuplicates();
    assertThat(shop.scales()).endsWith("2=5");
    assertThat(route.selected("stable")).isEqualTo(shop.hashes().getLast());
  }
}
