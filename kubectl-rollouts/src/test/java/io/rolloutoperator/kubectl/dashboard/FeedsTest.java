package io.rolloutoperator.kubectl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.live.LiveObjects;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody expected ends a feed and is told; nobody is counted who does not read. */
class FeedsTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final PretendedApiServer server = new PretendedApiServer(World.paused());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anUnexpectedErrorEndsTheFeed() throws Exception {
    LiveObjects live = new LiveObjects(RunningDashboard.open(server));
    live.follow(Selection.of(Kind.ROLLOUT, "prod"));
    Topic.Known broken =
        () -> {
          throw new IllegalStateException("no such step");
        };
    try (Feed feed = Feed.start(live, broken, "broken")) {
      Feed.State state = feed.await(0, LONG);
      assertThat(state.end()).isPresent();
      assertThat(state.end().get().line())
          .startsWith("internal error, please report it: ")
          .endsWith("no such step");
      assertThat(feed.hasEnded()).isTrue();
    }
  }

  @Test
  void whoCouldNotJoinIsNotCounted() throws Exception {
    boolean[] broken = {true};
    Topic topic = new Topic.OfNamespace("prod");
    try (Feeds feeds = new Feeds(() -> opened(broken[0]))) {
      for (int i = 0; i < Feeds.MOST_READERS; i++) {
        assertThatThrownBy(() -> feeds.join(topic)).isInstanceOf(IllegalStateException.class);
      }
      broken[0] = false;
      try (Feeds.Lease lease = feeds.join(topic)) {
        assertThat(lease.feed().hasEnded()).isFalse();
      }
    }
  }

  private Cluster opened(boolean broken) throws CommandFailure {
    if (broken) {
      throw new IllegalStateException("no cluster");
    }
    return RunningDashboard.open(server);
  }
}
