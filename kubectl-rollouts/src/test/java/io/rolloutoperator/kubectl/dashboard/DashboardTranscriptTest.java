package io.rolloutoperator.kubectl.dashboard;

import static org.awaitility.Awaitility.await;

import io.rolloutoperator.kubectl.GoldenFile;
import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.RunningPlugin;
import io.rolloutoperator.kubectl.World;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What {@code dashboard} says, and what it asks once a browser looks at the list. */
class DashboardTranscriptTest {

  private static final String COMMAND = "dashboard -p 0 --root-path releases --read-only -A";

  private static BrowserCall read(URI page, String path, String cookie) {
    return BrowserCall.get(page.getPort(), page.getPath() + path)
        .with("Cookie", cookie)
        .with("Sec-Fetch-Site", "same-origin");
  }

  @Test
  void requestsOutputAndExitCodeAreThose() throws Exception {
    try (PretendedApiServer server = new PretendedApiServer(World.paused());
        RunningPlugin plugin = RunningPlugin.against(server, COMMAND)) {
      plugin.awaitOut("Ctrl-C ends it.\n");
      String address = plugin.out().lines().findFirst().orElseThrow().replaceAll(".* at ", "");
      URI page = URI.create(address);
      String cookie =
          BrowserCall.get(page.getPort(), page.getPath() + "?" + page.getQuery())
              .send()
              .field("set-cookie")
              .split(";", -1)[0];
      try (EventReader events = new EventReader(read(page, "api/rollouts", cookie))) {
        var _ = events.parts(1);
        await().until(() -> server.watches() == 1);
        plugin.interrupt();
        PluginRun run = plugin.end();
        GoldenFile.check(
            "commands/dashboard.golden",
            run.watchTranscript(server)
                .replace(address, "http://127.0.0.1:PORT" + page.getPath() + "?TOKEN"));
      }
    }
  }
}
