package io.rolloutoperator.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.TlsServer;
import io.rolloutoperator.kubectl.World;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes wrong is told in one line, with the right exit code and without a stack trace; beside
 * the files of {@link CommandTranscriptTest}, which have unknown objects and words, expired
 * credentials, forbidden verbs, and servers without the definitions.
 */
class BadInputTest {

  private static final String ESCAPE = "\u001b";

  @TempDir private Path folder;

  private final PretendedApiServer server = new PretendedApiServer(World.paused());

  @AfterEach
  void stop() {
    server.close();
  }

  private Map<String, String> kubeconfig(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), text);
    return Map.of("KUBECONFIG", file.toString());
  }

  private static void told(PluginRun run, String line) {
    assertThat(run.err()).isEqualTo("Error: " + line + "\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aContextThatNobodyChoseIsAskedFor() throws IOException {
    Map<String, String> environment =
        kubeconfig("contexts: [{name: b, context: {}}, {name: a, context: {}}]");

    told(
        PluginRun.alone("get rollout shop", environment),
        "no cluster: KUBECONFIG=%s/config names no current context; pass --context with one of a, b"
            .formatted(folder));
  }

  @Test
  void aContextThatIsThereTwiceIsNotGuessed() throws IOException {
    Map<String, String> environment =
        kubeconfig("contexts: [{name: a, context: {cluster: x}}, {name: a, context: {}}]");

    told(
        PluginRun.alone("get rollout shop", environment),
        "a kubeconfig in %s has two of the name context \"a\": remove one".formatted(folder));
  }

  @Test
  void expiredCredentialsAreToldWithTheirContext() throws IOException {
    server.refuse("GET", "/shop", 401, "Unauthorized", "Unauthorized");
    Map<String, String> environment =
        kubeconfig(
            """
            current-context: test
            clusters: [{name: c, cluster: {server: "%s"}}]
            users: [{name: u, user: {token: secret}}]
            contexts: [{name: test, context: {cluster: c, user: u}}]
            """
                .formatted(server.uri()));

    told(
        PluginRun.alone("get rollout shop", environment),
        "%s does not accept the credentials of context \"test\": they are wrong or expired, log in again"
            .formatted(server.uri()));
  }

  @Test
  void aCredentialPluginWithoutKubectlIsTold() throws IOException {
    Map<String, String> environment =
        Map.of(
            "KUBECONFIG",
            kubeconfig(
                    """
                    current-context: test
                    clusters: [{name: c, cluster: {server: "https://api.example"}}]
                    users: [{name: u, user: {exec: {command: login}}}]
                    contexts: [{name: test, context: {cluster: c, user: u}}]
                    """)
                .get("KUBECONFIG"),
            "KUBECTL",
            folder + "/none");

    told(
        PluginRun.alone("get rollout shop", environment),
        "no answer from https://api.example: \"%s/none\", which gets the credentials, cannot be started; set KUBECTL"
            .formatted(folder));
  }

  @Test
  void anExpiredCertificateOfTheServerIsTold() throws IOException {
    Path authority =
        Files.writeString(folder.resolve("ca.crt"), TlsServer.AUTHORITY.certificatePem());
    try (TlsServer expired = TlsServer.startExpired(exchange -> exchange.close())) {
      String address = "https://127.0.0.1:" + expired.port();
      told(
          PluginRun.alone(
              "get rollout shop --server=%s --certificate-authority=%s"
                  .formatted(address, authority),
              Map.of()),
          "no answer from %s: its certificate has expired".formatted(address));
    }
  }

  @Test
  void aCertificateForAnotherNameIsTold() throws IOException {
    Path authority =
        Files.writeString(folder.resolve("ca.crt"), TlsServer.AUTHORITY.certificatePem());
    try (TlsServer other = TlsServer.start(exchange -> exchange.close())) {
      String address = "https://127.0.0.1:" + other.port();
      told(
          PluginRun.alone(
              "get rollout shop --server=%s --certificate-authority=%s --tls-server-name=api.other"
                  .formatted(address, authority),
              Map.of()),
          "no answer from %s: its certificate is not for api.other but for api.example, 127.0.0.1"
              .formatted(address));
    }
  }

  @Test
  void aServerWhoseCertificateNobodyVouchesForIsTold() throws IOException {
    try (TlsServer stranger = TlsServer.start(exchange -> exchange.close())) {
      String address = "https://127.0.0.1:" + stranger.port();
      told(
          PluginRun.alone("get rollout shop --server=" + address, Map.of()),
          "no answer from %s: its certificate is not signed by the authority of the kubeconfig"
              .formatted(address));
    }
  }

  @Test
  void aServerThatIsNotThereIsTold() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    for (String scheme : List.of("http", "https")) {
      String address = scheme + "://127.0.0.1:" + free;
      told(
          PluginRun.alone("get rollout shop --server=" + address, Map.of()),
          "no answer from %s: connection refused; is this the right cluster, and is it up?"
              .formatted(address));
    }
  }

  @Test
  void aNameThatNobodyKnowsIsTold() {
    told(
        PluginRun.alone("get rollout shop --server=https://api.invalid:6443", Map.of()),
        "no answer from https://api.invalid:6443: no such host; is this the right cluster?");
  }

  @ParameterizedTest
  @CsvSource({
    "get rollout nobody, rollouts.argoproj.io \"nobody\" not found",
    "status shop --wait-for=lunch, '--wait-for \"lunch\": there are paused, healthy, degraded, promoted, step=N and weight=N'"
  })
  void aTraceIsShownToWhoAsksForIt(String commandLine, String line) {
    told(PluginRun.against(server, commandLine), line);
    assertThat(PluginRun.against(server, commandLine + " -v 6").err())
        .endsWith("Error: " + line + "\n");

    PluginRun traced = PluginRun.against(server, commandLine + " -v 8");
    assertThat(traced.code()).isEqualTo(1);
    assertThat(traced.err())
        .contains("Error: " + line + "\n", "\tat io.rolloutoperator.kubectl.command.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create -f %s",
        "plan -f %s",
        "create analysisrun --from-file %s",
        "get rollout shop --kubeconfig %s"
      })
  void nestingWithoutEndIsNoStackTrace(String commandLine) throws IOException {
    Path deep = Files.writeString(folder.resolve("deep.yaml"), "[".repeat(20_000));
    PluginRun run = PluginRun.against(server, commandLine.formatted(deep));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).endsWith("nested too deeply\n").startsWith("Error: ").hasLineCount(1);
  }

  /** All flags of kubectl 1.36 that say which cluster and as whom. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--as=a",
        "--as-group=a",
        "--as-uid=a",
        "--cache-dir=a",
        "--certificate-authority=a",
        "--client-certificate=a",
        "--client-key=a",
        "--cluster=a",
        "--context=a",
        "--disable-compression",
        "--insecure-skip-tls-verify",
        "--kubeconfig=a",
        "--namespace=a",
        "--request-timeout=1s",
        "--server=a",
        "--tls-server-name=a",
        "--token=a",
        "--user=a",
        "--v=1"
      })
  void flagsOfKubectlAreKnown(String flag) {
    assertThat(PluginRun.alone("get rollout shop " + flag, Map.of()).err())
        .doesNotContain("unknown flag");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../../api/v1/namespaces/x", "a\r\nX:1", "a/b", "A", "-a", "a.b"})
  void aNamespaceThatCannotBeIsNotAskedFor(String namespace) {
    told(
        PluginRun.alone("pause y --server=%s -n %s".formatted(server.uri(), namespace), Map.of()),
        "\"%s\" cannot be a namespace: it takes up to 63 lower-case letters, digits and '-', and begins and ends with a letter or digit"
            .formatted(namespace.replace("\r\n", "  ")));
    assertThat(server.log()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause -- -x", "pause ../y", "abort Shop", "get rollout a/../b"})
  void aNameThatCannotBeIsNotAskedFor(String commandLine) {
    PluginRun run = PluginRun.against(server, commandLine);
    assertThat(run.err())
        .contains("\" cannot be the name of a Rollout: it takes lower-case letters")
        .hasLineCount(1);
    assertThat(server.log()).isEmpty();
  }

  @Test
  void pagesThatLeadInACircleEnd() {
    server.answer("GET", "/rollouts", 200, "{\"metadata\":{\"continue\":\"x\"},\"items\":[]}");
    told(
        PluginRun.against(server, "list rollouts"),
        "the list of rollouts.argoproj.io from %s has no end: a page leads back to one before it"
            .formatted(server.uri()));
    assertThat(server.log()).hasSize(2);
  }

  /** Unknown steps, types and phases are passed over, not stumbled upon. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "get rollout shop",
        "list rollouts",
        "why shop",
        "history shop",
        "status shop --watch=false"
      })
  void aRolloutOfANewerApiIsShownAsFarAsItIsUnderstood(String commandLine) {
    World world = World.paused();
    world.spec().withObject("/strategy/canary").withArray("steps").insertObject(1).put("ask", "x");
    world.spec().put("mood", "good").putObject("selector").put("matchFields", 1);
    world.status().put("currentStepIndex", "one").put("phase", "Dreaming").put("message", 7);
    world.status().putArray("canary").add(1);
    world.status().put("pauseConditions", "none");
    try (PretendedApiServer newer = new PretendedApiServer(world)) {
      PluginRun run = PluginRun.against(newer, commandLine);
      assertThat(run.err()).isEmpty();
      assertThat(run.code()).isZero();
      assertThat(run.out()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"get rollout shop", "list rollouts", "why shop", "history shop"})
  void fortyColumnsAreEnough(String commandLine) {
    PluginRun run = PluginRun.inTerminal(server, 40, commandLine, Map.of("NO_COLOR", "1"));
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.codePointCount(0, line.length())).isLessThan(41));
  }

  @ParameterizedTest
  @ValueSource(strings = {"get rollout shop", "list rollouts"})
  void wideOutputIsNotCut(String commandLine) {
    PluginRun wide =
        PluginRun.inTerminal(server, 40, commandLine + " -o wide --no-color", Map.of());
    PluginRun piped = PluginRun.against(server, commandLine);
    assertThat(wide.out()).isEqualTo(piped.out());
    assertThat(PluginRun.inTerminal(server, 40, commandLine + " --no-color", Map.of()).out())
        .isNotEqualTo(wide.out());
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "NO_COLOR, 1", "TERM, dumb"})
  void coloursAreForTerminalsThatWantThem(String variable, String value) {
    Map<String, String> environment = variable.isEmpty() ? Map.of() : Map.of(variable, value);
    boolean coloured = variable.isEmpty();
    PluginRun terminal = PluginRun.inTerminal(server, 80, "get rollout shop", environment);
    assertThat(terminal.out().contains(ESCAPE)).isEqualTo(coloured);
    assertThat(PluginRun.inTerminal(server, 80, "get rollout shop --no-color", environment).out())
        .doesNotContain(ESCAPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"get rollout shop", "list rollouts", "why shop", "history shop", "diff shop"})
  void withoutATerminalNoEscapeSequenceIsWritten(String commandLine) {
    PluginRun run = PluginRun.against(server, commandLine);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("shop").doesNotContain(ESCAPE);
  }
}
