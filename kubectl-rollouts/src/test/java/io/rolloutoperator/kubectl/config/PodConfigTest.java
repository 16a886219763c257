package io.rolloutoperator.kubectl.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.TlsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in a pod: its folder, its environment, an API server with the pod's authority. */
class PodConfigTest {

  @TempDir private Path folder;

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private TlsServer server;

  @BeforeEach
  void start() throws IOException {
    server = TlsServer.start(this::answer);
    Files.writeString(folder.resolve("token"), "of-the-pod\n");
    Files.writeString(folder.resolve("ca.crt"), TlsServer.AUTHORITY.certificatePem());
    Files.writeString(folder.resolve("namespace"), "shop");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body =
        "{\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"web\"}}]}"
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Map<String, String> pod() {
    return Map.of(
        "KUBERNETES_SERVICE_HOST",
        "127.0.0.1",
        "KUBERNETES_SERVICE_PORT",
        Integer.toString(server.port()));
  }

  private static Map<String, String> with(
      Map<String, String> environment, String name, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(name, value);
    return changed;
  }

  @Test
  void tokenAuthorityAndNamespaceOfThePodCount() {
    PluginRun run = PluginRun.inPod("list rollouts -o name", pod(), folder);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("rollout.argoproj.io/web\n");
    assertThat(asked)
        .containsExactly("/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts Bearer of-the-pod");
  }

  @Test
  void flagsAndVariablesWin() {
    PluginRun.inPod("list rollouts -n other --token=given", pod(), folder);
    PluginRun.inPod("list rollouts", with(pod(), "POD_NAMESPACE", "named"), folder);

    assertThat(asked)
        .containsExactly(
            "/apis/argoproj.io/v1alpha1/namespaces/other/rollouts Bearer given",
            "/apis/argoproj.io/v1alpha1/namespaces/named/rollouts Bearer of-the-pod");
  }

  @Test
  void aKubeconfigWins() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            current-context: a
            clusters: [{name: a, cluster: {server: "http://127.0.0.1:1"}}]
            contexts: [{name: a, context: {cluster: a}}]
            """);
    PluginRun run =
        PluginRun.inPod("list rollouts", with(pod(), "KUBECONFIG", config.toString()), folder);

    assertThat(run.err()).startsWith("Error: no answer from http://127.0.0.1:1: ");
    assertThat(asked).isEmpty();
  }

  @Test
  void withoutATokenThereIsNoCluster() throws IOException {
    Files.delete(folder.resolve("token"));
    PluginRun run = PluginRun.inPod("list rollouts", pod(), folder);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("Error: no cluster: ").hasLineCount(1);
  }

  @Test
  void anotherAuthorityThanThePodsIsRefused() throws IOException {
    Path system = Files.createDirectory(folder.resolve("without-authority"));
    Files.writeString(system.resolve("token"), "t");
    PluginRun run = PluginRun.inPod("list rollouts", pod(), system);

    assertThat(run.err())
        .isEqualTo(
            "Error: no answer from https://127.0.0.1:%d: its certificate is not signed by the authority of the kubeconfig\n"
                .formatted(server.port()));
  }

  @Test
  void anAddressOfVersion6StandsInBrackets() throws Exception {
    Map<String, String> environment =
        Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");
    Access access =
        new AccessResolver(
                PodConfig.find(environment, folder).orElseThrow(), Overrides.NONE, "nowhere")
            .resolve();

    assertThat(access.server()).hasToString("https://[fd00::1]:443");
    assertThat(access.context()).isEqualTo("in-cluster");
  }
}
