package io.rolloutoperator.kubectl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.kubectl.PluginRun;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that only kubectl can get: a script stands for it and writes down its arguments. */
class KubectlTransportTest {

  @TempDir private Path folder;

  @BeforeEach
  void kubeconfig() throws IOException {
    Files.writeString(
        folder.resolve("config"),
        """
        current-context: a
        clusters: [{name: a, cluster: {server: "https://a.example"}}]
        contexts: [{name: a, context: {cluster: a, user: a, namespace: prod}}]
        users: [{name: a, user: {exec: {command: aws}}}]
        """);
  }

  /** A kubectl that writes down its arguments and then does this. */
  private Path script(String script) throws IOException {
    Path kubectl = folder.resolve("kubectl");
    Files.writeString(
        kubectl,
        """
        #!/bin/sh
        for argument; do
          case "$argument" in
            --patch-file=*) printf 'patch: %%s\\n' "$(cat "${argument#*=}")" >> %1$s ;;
          esac
        done
        echo "$@" | sed 's/=[^ ]*patch /=FILE /' >> %1$s
        """
                .formatted(folder.resolve("log"))
            + script
            + "\n");
    Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
    return kubectl;
  }

  private PluginRun run(String commandLine, String script) throws IOException {
    Path kubectl = script(script);
    return PluginRun.alone(
        commandLine,
        Map.of("KUBECONFIG", folder.resolve("config").toString(), "KUBECTL", kubectl.toString()));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Test
  void readsAndPatchesGoThroughIt() throws Exception {
    String rollout =
        "{\"metadata\":{\"name\":\"shop\"},\"spec\":{\"paused\":true},\"status\":{\"stableRS\":\"a\",\"currentPodHash\":\"a\"}}";
    PluginRun run = run("promote shop --as=jane --context=a", "echo '" + rollout + "'");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("rollout 'shop' promoted\n");
    assertThat(log())
        .isEqualTo(
            """
            --context=a --as=jane --request-timeout=30000ms get --raw /apis/argoproj.io/v1alpha1/namespaces/prod/rollouts/shop
            patch: {"spec":{"paused":false}}
            --context=a --as=jane --request-timeout=30000ms patch --namespace=prod rollouts.v1alpha1.argoproj.io shop --type=merge --patch-file=FILE --output=json
            """);
  }

  @Test
  void theStatusIsPatchedAsASubresource() throws Exception {
    PluginRun run = run("retry rollout shop --request-timeout=5s", "echo '{}'");

    assertThat(run.out()).isEqualTo("rollout 'shop' retried\n");
    assertThat(log())
        .isEqualTo(
            """
            patch: {"status":{"abort":false}}
            --request-timeout=5000ms patch --namespace=prod rollouts.v1alpha1.argoproj.io shop --subresource=status --type=merge --patch-file=FILE --output=json
            """);
  }

  @Test
  void itsRefusalsAreTheServers() throws Exception {
    PluginRun run =
        run(
            "get rollout shop",
            "echo 'Error from server (NotFound): rollouts.argoproj.io \"shop\" not found' >&2; exit 1");
    assertThat(run.err()).isEqualTo("Error: rollouts.argoproj.io \"shop\" not found\n");
    assertThat(run.code()).isEqualTo(1);
  }

  /** A pod template of a few hundred kilobytes is longer than an argument may be. */
  @Test
  void aLongBodyIsNoArgument() throws Exception {
    KubectlTransport transport = new KubectlTransport(script("echo '{}'").toString(), List.of());
    String body = "\"" + "x".repeat(200_000) + "\"";
    Request request =
        new Request(
            "PATCH",
            "/api/v1/namespaces/prod/pods/shop",
            "application/merge-patch+json",
            body,
            Duration.ZERO);
    try (Exchange exchange = transport.send(request)) {
      assertThat(exchange.status()).isEqualTo(200);
    }
    assertThat(log()).contains("patch: " + body + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error from server (NotFound): the server could not find the requested resource",
        "error: the server doesn't have a resource type \"rollouts\""
      })
  void aMissingKindIsToldWithWhatToInstall(String said) throws Exception {
    PluginRun run =
        run("get rollout shop", "echo '%s' >&2; exit 1".formatted(said.replace("'", "'\\''")));
    assertThat(run.err())
        .isEqualTo(
            "Error: the server https://a.example does not know rollouts.argoproj.io: install the CRDs of Rollout Operator first\n");
  }

  @Test
  void itsOwnFailuresAreToldInOneLine() throws Exception {
    PluginRun run =
        run(
            "get rollout shop",
            "echo 'W0301 12:00:00 a warning' >&2; echo 'error: exec: \"aws\": not found' >&2; exit 1");
    assertThat(run.err())
        .isEqualTo("Error: no answer from https://a.example: kubectl: exec: \"aws\": not found\n");
  }

  private static final String ROLLOUT =
      "{\"metadata\":{\"name\":\"shop\",\"uid\":\"u\",\"resourceVersion\":\"7\"},\"status\":{\"phase\":\"Progressing\"}}";

  /** What the script does for a watch; it reads and lists a Rollout that is under way. */
  private static String watching(String script) {
    return """
        case "$*" in
          *watch=*) %s ;;
          *limit=*) echo '{"metadata":{"resourceVersion":"7"},"items":[%s]}' ;;
          *) echo '%s' ;;
        esac
        """
        .formatted(script, ROLLOUT, ROLLOUT);
  }

  static Stream<Arguments> watches() {
    return Stream.of(
        Arguments.of(
            "echo 'Error from server (Forbidden): rollouts is forbidden' >&2; exit 1",
            "Error: rollouts is forbidden\n"),
        Arguments.of(
            "echo 'error: You must be logged in to the server (Unauthorized)' >&2; exit 1",
            "Error: https://a.example does not accept the credentials of context \"a\": they are wrong or expired, log in again\n"),
        Arguments.of(
            "echo '{\"type\":\"DELETED\",\"object\":" + ROLLOUT + "}'; exec sleep 60",
            "Error: the rollout was deleted\n"));
  }

  @ParameterizedTest
  @MethodSource("watches")
  void aWatchIsRefusedAndBringsChanges(String script, String told) throws Exception {
    PluginRun run = run("status shop", watching(script));
    assertThat(run.err()).isEqualTo(told);
    assertThat(run.out()).startsWith("Progressing");
    assertThat(run.code()).isEqualTo(1);
  }

  /** The place is forgotten once: listed again, it is followed from the new one. */
  @Test
  void aForgottenPlaceIsListedAgain() throws Exception {
    Path flag = folder.resolve("forgotten");
    String once =
        "if [ ! -e %s ]; then touch %s; echo 'Error from server (Expired): too old' >&2; exit 1; fi; "
            .formatted(flag, flag);
    String deleted = "echo '{\"type\":\"DELETED\",\"object\":" + ROLLOUT + "}'; exec sleep 60";
    PluginRun run = run("status shop", watching(once + deleted));

    assertThat(run.err()).isEqualTo("Error: the rollout was deleted\n");
    assertThat(log().lines().filter(line -> line.contains("limit="))).hasSize(2);
  }

  /** It says why in the middle of its work too, and its files are gone in the end. */
  @Test
  void aWatchThatBreaksIsALostConnection() throws Exception {
    Path kubectl = script("echo '{\"type\":\"BOOKMARK\"}'; echo 'error: stream error' >&2; exit 1");
    KubectlTransport transport = new KubectlTransport(kubectl.toString(), List.of());
    try (Exchange exchange = transport.send(Request.get("/x?watch=true", Duration.ZERO))) {
      assertThat(exchange.status()).isEqualTo(200);
      assertThatThrownBy(() -> exchange.body().readAllBytes())
          .isInstanceOf(IOException.class)
          .hasMessage("kubectl: stream error");
    }
  }

  @Test
  void aSilentWatchEnds() throws Exception {
    KubectlTransport transport =
        new KubectlTransport(script("exec sleep 60").toString(), List.of());
    assertThatThrownBy(() -> transport.send(Request.get("/x?watch=true", Duration.ofMillis(50))))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aMissingKubectlIsTold() {
    PluginRun run =
        PluginRun.alone(
            "get rollout shop",
            Map.of(
                "KUBECONFIG", folder.resolve("config").toString(), "KUBECTL", "/nowhere/kubectl"));
    assertThat(run.err())
        .startsWith("Error: no answer from https://a.example: ")
        .contains("/nowhere/kubectl")
        .hasLineCount(1);
  }
}
