package io.rolloutoperator.kubectl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages are told what changed, and why nothing more will come. */
class DashboardStreamTest {

  private static final String SHOP = "api/rollout/prod/shop";

  /** Rollout, ReplicaSets, pods, AnalysisRuns, Experiments. */
  private static final int KINDS = 5;

  /** Summary, actions, three revisions, an AnalysisRun. */
  private static final int PARTS = 6;

  private final World world = World.paused();
  private RunningDashboard dashboard;

  @BeforeEach
  void start() throws Exception {
    dashboard = RunningDashboard.of(world);
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  private EventReader follow(String path) throws IOException {
    return new EventReader(dashboard.read(path));
  }

  private static List<String> names(JsonNode event) {
    List<String> names = new ArrayList<>();
    event.path("set").fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void thePageOfARolloutBeginsWithAllOfIt() throws Exception {
    try (EventReader events = follow(SHOP)) {
      Map<String, JsonNode> all = events.parts(PARTS);
      assertThat(all)
          .containsOnlyKeys(
              "summary", "actions", "revision:4", "revision:3", "revision:2", "run:shop-6f7d9c-4");
      assertThat(all.get("actions"))
          .hasToString(
              "{\"promote\":\"\",\"promote-full\":\"\",\"abort\":\"\",\"retry\":"
                  + "\"rollout \\\"shop\\\" is not aborted: there is nothing to try again\"}");
    }
  }

  @Test
  void afterAChangeOnlyWhatChangedIsSent() throws Exception {
    try (EventReader events = follow(SHOP)) {
      events.parts(PARTS);
      await().until(() -> dashboard.cluster().watches() == KINDS);
      ObjectNode aborted = World.paused().aborted().rollout();
      dashboard.cluster().changed("MODIFIED", aborted);

      JsonNode change = events.next("parts");
      assertThat(names(change)).contains("summary", "actions").doesNotContain("run:shop-6f7d9c-4");
      assertThat(change.at("/set/summary/status/word").asText()).isEqualTo("Degraded");
      assertThat(change.at("/set/actions/promote").asText()).contains("promote would do nothing");
    }
  }

  @Test
  void theListIsARowForEachAndForgetsWhatIsDeleted() throws Exception {
    try (EventReader events = follow("api/rollouts?namespace=prod")) {
      assertThat(names(events.next("parts"))).containsExactlyInAnyOrder("prod/shop", "notes");
      await().until(() -> dashboard.cluster().watches() == 1);
      dashboard.cluster().changed("DELETED", world.rollout());
      JsonNode change = events.next("parts");
      assertThat(change.path("gone")).extracting(JsonNode::asText).containsExactly("prod/shop");
    }
  }

  @Test
  void whatSeveralPagesShowIsFollowedOnce() throws Exception {
    try (EventReader first = follow("api/rollouts?namespace=prod")) {
      first.next("parts");
      try (EventReader second = follow("api/rollouts?namespace=prod")) {
        assertThat(names(second.next("parts"))).contains("prod/shop");
        assertThat(dashboard.cluster().log())
            .filteredOn(request -> request.contains("/rollouts?limit="))
            .hasSize(1);
      }
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(SHOP, 401, "Unauthorized", "they are wrong or expired, log in again"),
        Arguments.of(SHOP, 403, "Forbidden", "Forbidden by the cluster"),
        Arguments.of(SHOP, 404, "NotFound", "NotFound by the cluster"),
        Arguments.of(
            "api/rollouts", 401, "Unauthorized", "they are wrong or expired, log in again"),
        Arguments.of("api/rollouts", 403, "Forbidden", "Forbidden by the cluster"),
        Arguments.of("api/namespaces", 401, "Unauthorized", "they are wrong or expired"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalOfTheClusterIsTheAnswer(String path, int status, String reason, String sentence) {
    for (String end : List.of("/rollouts", "/shop", "/namespaces")) {
      dashboard.cluster().refuse("GET", end, status, reason, reason + " by the cluster");
    }
    BrowserCall.Reply reply = dashboard.read(path).send();
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).contains(sentence).doesNotContain("\\n");
  }

  @Test
  void whoMayNotListNamespacesChoosesNone() {
    dashboard.cluster().refuse("GET", "/namespaces", 403, "Forbidden", "no");
    assertThat(dashboard.read("api/namespaces").send().body()).isEqualTo("{\"names\":[]}");
  }

  /** Then the page asks again, and is served with the credentials of a new login. */
  @Test
  void credentialsThatExpireMeanwhileEndThePage() throws Exception {
    try (EventReader events = follow(SHOP)) {
      events.parts(PARTS);
      await().until(() -> dashboard.cluster().watches() == KINDS);
      refuseAll(dashboard.cluster());
      dashboard.cluster().endWatches();
      assertThat(events.next("problem").path("message").asText()).contains("log in again");
    }
  }

  private static void refuseAll(PretendedApiServer cluster) {
    List.of("/rollouts", "/replicasets", "/pods", "/analysisruns", "/experiments")
        .forEach(end -> cluster.refuse("GET", end, 401, "Unauthorized", "Unauthorized"));
  }

  @Test
  void aDeletedRolloutIsToldAndThenUnknown() throws Exception {
    try (EventReader events = follow(SHOP)) {
      events.parts(PARTS);
      await().until(() -> dashboard.cluster().watches() == KINDS);
      dashboard.cluster().changed("DELETED", world.rollout());
      assertThat(events.next("problem").path("message").asText())
          .isEqualTo("rollout \"shop\" was deleted");
    }
    assertThat(dashboard.read("api/rollout/prod/nobody").send().status()).isEqualTo(404);
  }

  @Test
  void tooManyPagesAreRefused() throws Exception {
    List<EventReader> open = new ArrayList<>();
    try {
      for (int i = 0; i < Feeds.MOST_READERS; i++) {
        open.add(follow("api/rollouts"));
      }
      assertThat(open).allMatch(reader -> reader.status() == 200);
      BrowserCall.Reply reply = dashboard.read("api/rollouts").send();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.body()).contains("too many pages are open");
    } finally {
      for (EventReader reader : open) {
        reader.close();
      }
    }
  }

  @Test
  void otherAddressesOfThisMachineAreNotListenedOn() {
    assertThatThrownBy(
            () -> new Socket(InetAddress.ofLiteral("127.0.0.2"), dashboard.port()).close())
        .isInstanceOf(IOException.class);
  }
}
