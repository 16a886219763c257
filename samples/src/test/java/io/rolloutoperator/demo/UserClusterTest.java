package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserClusterTest {

  private static final String SERVER = "https://cluster.example.com:6443";
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: %s
      clusters:
      - {name: there, cluster: {server: "https://cluster.example.com:6443"}}
      contexts:
      - {name: mine, context: {cluster: there, user: me}}
      - {name: lost, context: {cluster: gone, user: me}}
      users:
      - {name: me, user: {token: secret}}
      """;

  @TempDir Path directory;

  @Test
  void contextAndServerAreThoseOfTheFile() throws IOException {
    try (UserCluster cluster = UserCluster.of(file(KUBECONFIG.formatted("mine")))) {
      assertThat(cluster.context()).isEqualTo("mine");
      assertThat(cluster.server()).isEqualTo(SERVER);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"\"', it has no current-context",
    "other, 'it has no context \"other\"'",
    "lost, 'it has no cluster \"gone\"'"
  })
  void fileThatNamesNoClusterIsRefused(String current, String why) throws IOException {
    Path file = file(KUBECONFIG.formatted(current));

    assertThatThrownBy(() -> UserCluster.of(file))
        .isInstanceOf(StoryException.class)
        .hasMessage("kubeconfig " + file + " names no cluster to use: " + why);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "'[]'",
    "'{'",
    "'token: S3CRET: x'",
    "'[S3CRET'",
    "'users: S3CRET'",
    "'{current-context: a, users: [{name: u, user: {token: {S3CRET: 1}}}]}'",
    "'{current-context: a, contexts: S3CRET}'"
  })
  void anythingElseIsRefusedInOneLine(String content) throws IOException {
    Path file = file(content);

    assertThatThrownBy(() -> UserCluster.of(file))
        .isInstanceOf(StoryException.class)
        .hasMessageStartingWith("kubeconfig " + file + " names no cluster to use: ")
        .hasNoCause()
        .message()
        .hasLineCount(1)
        .doesNotContain("S3CRET");
  }

  @Test
  void absentFileIsRefused() {
    Path file = directory.resolve("absent");

    assertThatThrownBy(() -> UserCluster.of(file))
        .hasMessage("kubeconfig " + file + " cannot be read");
  }

  @Test
  void failuresAreToldInOneLine() {
    assertThat(line(new KubernetesClientException("x", new UnknownHostException("h"))))
        .isEqualTo("no answer from the API server at " + SERVER + ": its name is unknown");
    assertThat(line(new KubernetesClientException("x", new IOException(new ConnectException()))))
        .isEqualTo(
            "no answer from the API server at "
                + SERVER
                + ": no connection, check that the cluster runs");
    assertThat(line(new KubernetesClientException("x", 401, null)))
        .isEqualTo("the API server at " + SERVER + " does not accept this kubeconfig's user");
    assertThat(
            line(
                new KubernetesClientException(
                    new StatusBuilder().withCode(403).withMessage("it is forbidden").build())))
        .isEqualTo("it is forbidden");
  }

  private static String line(KubernetesClientException e) {
    return ApiFailure.line(e, SERVER);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("kubeconfig"), content);
  }
}
