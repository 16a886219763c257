package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the API server is asked about kinds. */
class PassKindsTest {
  private static final Discovery.Answer ABSENT = new Discovery.Answer.NotServed(List.of());
  private static final Discovery.Answer SERVED =
      new Discovery.Answer.Served(new ApiResource("example.com", "v1", "widgets", "Widget"), true);

  @AutoClose private final LoopbackApi server = new LoopbackApi().holds("/apis", "{groups: []}");
  private final Discovery kinds = new Discovery(server.api());

  @Test
  void aKindThatIsServedNowhereIsAskedForOnceInAPass() {
    PassKinds pass = new PassKinds(kinds);
    assertThat(widget(pass)).isEqualTo(ABSENT);
    List<String> once = List.copyOf(server.requests());
    assertThat(widget(pass)).isEqualTo(ABSENT);
    assertThat(server.requests()).isNotEmpty().isEqualTo(once);
  }

  @Test
  void theNextPassFindsAKindThatCameMeanwhile() {
    assertThat(widget(new PassKinds(kinds))).isEqualTo(ABSENT);
    server.holds(
        "/apis/example.com/v1", "{resources: [{name: widgets, kind: Widget, namespaced: true}]}");
    assertThat(widget(new PassKinds(kinds))).isEqualTo(SERVED);
  }

  @Test
  void whatCouldNotBeReadIsAskedAgain() {
    for (int times = 0; times < 12; times++) {
      server.next("GET", "/apis", new LoopbackApi.Reply.Status(500, "InternalError", "no"));
    }
    PassKinds pass = new PassKinds(kinds);
    assertThat(widget(pass)).isInstanceOf(Discovery.Answer.Unreadable.class);
    int once = server.requests().size();
    widget(pass);
    assertThat(server.requests()).hasSizeGreaterThan(once);
  }

  private static Discovery.Answer widget(PassKinds pass) {
    return pass.find("example.com/v1", "Widget");
  }
}
