package io.rolloutoperator.kubectl.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.PluginRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private PluginRun run(String commandLine, String script) throws IOException {
    Path kubectl = folder.resolve("kubectl");
    Files.writeString(
        kubectl, "#!/bin/sh\necho \"$@\" >> " + folder.resolve("log") + "\n" + script + "\n");
    Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
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
            --context=a --as=jane get --raw /apis/argoproj.io/v1alpha1/namespaces/prod/rollouts/shop
            --context=a --as=jane patch --namespace=prod rollouts.v1alpha1.argoproj.io shop --type=merge --patch={"spec":{"paused":false}} --output=json
            """);
  }

  @Test
  void theStatusIsPatchedAsASubresource() throws Exception {
    PluginRun run = run("retry rollout shop", "echo '{}'");

    assertThat(run.out()).isEqualTo("rollout 'shop' retried\n");
    assertThat(log())
        .isEqualTo(
            """
            patch --namespace=prod rollouts.v1alpha1.argoproj.io shop --subresource=status --type=merge --patch={"status":{"abort":false}} --output=json
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

  @Test
  void itsOwnFailuresAreToldInOneLine() throws Exception {
    PluginRun run =
        run(
            "get rollout shop",
            "echo 'W0301 12:00:00 a warning' >&2; echo 'error: exec: \"aws\": not found' >&2; exit 1");
    assertThat(run.err())
        .isEqualTo("Error: no answer from https://a.example: kubectl: exec: \"aws\": not found\n");
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
