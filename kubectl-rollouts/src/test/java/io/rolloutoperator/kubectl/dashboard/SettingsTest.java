package io.rolloutoperator.kubectl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @ParameterizedTest
  @CsvSource({
    "rollouts, /rollouts/",
    "/rollouts/, /rollouts/",
    "tools/rollouts, /tools/rollouts/",
    "'', /",
    "/, /"
  })
  void theRootPathMayBeWrittenWithSlashesOrWithout(String written, String base) throws Exception {
    assertThat(Settings.of(3100, written, false, "", "").base()).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "..", "a/../b", "\"><script>", "ä", "%2e"})
  void aRootPathThatIsNoneIsRefused(String written) {
    assertThatThrownBy(() -> Settings.of(3100, written, false, "", ""))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is no path such as rollouts");
  }

  @Test
  void aTakenPortIsOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertRefused("dashboard --port=" + taken.getLocalPort(), "is taken: end what listens there");
    }
  }

  @Test
  void aNumberThatIsNoPortIsOneLine() {
    assertRefused("dashboard -p 65536", "--port 65536 is no port");
    assertRefused("dashboard -p http", "--port \"http\" is not a whole number");
  }

  private static void assertRefused(String commandLine, String words) {
    try (PretendedApiServer server = new PretendedApiServer(World.paused())) {
      PluginRun run = PluginRun.against(server, commandLine);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).hasLineCount(1).startsWith("Error: ").contains(words);
    }
  }
}
