package io.rolloutoperator.kube.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.rollout.LoopbackApi;
import io.rolloutoperator.kube.rollout.LoopbackApi.Reply;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a kind is served: objects of a kind that is not are taken for gone. */
class DiscoveryTest {
  private static final String WIDGETS =
      "{resources: [{name: widgets, kind: Widget, namespaced: true}]}";
  private static final String GROUPS =
      """
      groups:
      - name: example.com
        versions: [{groupVersion: example.com/v1, version: v1},
                   {groupVersion: example.com/v1beta1, version: v1beta1}]
      """;

  @AutoClose private final LoopbackApi server = new LoopbackApi();
  private final Discovery kinds = new Discovery(server.api());

  @Test
  void aKindIsServedInItsVersion() {
    server.holds("/apis/example.com/v1", WIDGETS);
    assertThat(kinds.find("example.com/v1", "Widget"))
        .isEqualTo(
            new Discovery.Answer.Served(
                new ApiResource("example.com", "v1", "widgets", "Widget"), true));
  }

  @Test
  void aKindThatIsServedInAnotherVersionOnlySaysWhich() {
    server.lacks("/apis/example.com/v1beta1").holds("/apis", GROUPS);
    server.holds("/apis/example.com/v1", WIDGETS);
    assertThat(kinds.find("example.com/v1beta1", "Widget"))
        .isEqualTo(new Discovery.Answer.NotServed(List.of("v1")));
  }

  @Test
  void aKindThatIsServedNowhereIsAbsent() {
    server.lacks("/apis/example.com/v1").lacks("/apis/example.com/v1beta1").holds("/apis", GROUPS);
    assertThat(kinds.find("example.com/v1", "Widget"))
        .isEqualTo(new Discovery.Answer.NotServed(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/apis/example.com/v1", "/apis", "/apis/example.com/v1beta1"})
  void whatCannotBeReadIsNotTakenForAbsent(String path) {
    server.lacks("/apis/example.com/v1").lacks("/apis/example.com/v1beta1").holds("/apis", GROUPS);
    for (int times = 0; times < 12; times++) {
      server.next("GET", path, new Reply.Status(500, "InternalError", "no"));
    }
    assertThat(kinds.find("example.com/v1", "Widget"))
        .isInstanceOf(Discovery.Answer.Unreadable.class);
  }
}
