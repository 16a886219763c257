package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ClientConfigurationTest {
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: blue
      clusters:
      - {name: c1, cluster: {server: "https://one.example:6443"}}
      - {name: c2, cluster: {server: "https://two.example:6443"}}
      users:
      - {name: u1, user: {token: t1}}
      - {name: u2, user: {token: t2}}
      contexts:
      - {name: blue, context: {cluster: c1, user: u1, namespace: team-blue}}
      - {name: green, context: {cluster: c2, user: u2}}
      """;

  @TempDir Path dir;

  private Path kubeconfig(String text) throws IOException {
    return Files.writeString(dir.resolve("kubeconfig"), text);
  }

  private ClientConfiguration configuration(Map<String, String> environment, String... args) {
    Flags flags = new Flags();
    new CommandLine(flags).parseArgs(args);
    return new ClientConfiguration(flags.client, environment, dir.resolve("serviceaccount"));
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource({
    "--kloglevel=0, https://one.example:6443/, t1",
    "--context=green, https://two.example:6443/, t2",
    "--cluster=c2, https://two.example:6443/, t1",
    "--user=u2, https://one.example:6443/, t2",
    "--server=https://three.example, https://three.example/, t1",
    "--token=mine, https://one.example:6443/, mine",
  })
  void theFlagsChangeTheKubeconfig(String flag, String server, String token) throws IOException {
    Config config =
        configuration(
                Map.of("KUBERNETES_SERVICE_HOST", "in-cluster"),
                "--kubeconfig=" + kubeconfig(KUBECONFIG),
                flag)
            .config();

    assertThat(config.getMasterUrl()).isEqualTo(server);
    assertThat(config.getOauthToken() == null ? config.getAutoOAuthToken() : config.getOauthToken())
        .isEqualTo(token);
  }

  @Test
  void theEnvironmentNamesAKubeconfigToo() throws IOException {
    Config config = configuration(Map.of("KUBECONFIG", kubeconfig(KUBECONFIG).toString())).config();

    assertThat(config.getMasterUrl()).isEqualTo("https://one.example:6443/");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--context=red | has no context \"red\"",
        "--cluster=c9 | has no cluster \"c9\"",
        "--certificate-authority=/nonexistent | --certificate-authority /nonexistent cannot be read",
      })
  void tellsWhatIsMissing(String flag, String problem) throws IOException {
    ClientConfiguration configuration =
        configuration(Map.of(), "--kubeconfig=" + kubeconfig(KUBECONFIG), flag);

    assertThatThrownBy(configuration::config)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"`{`", "``", "`[1, 2]`", "`apiVersion: v1`", "`clusters: 7`", "`just text`"})
  void aMalformedKubeconfigIsOneLineThatNamesTheFile(String text) throws IOException {
    Path file = kubeconfig(text);

    assertThatThrownBy(() -> configuration(Map.of(), "--kubeconfig=" + file).config())
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("kubeconfig " + file + " is malformed")
        .message()
        .hasLineCount(1);
  }

  /** In every place where a parser could stumble. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token: S3CRET: x",
        "S3CRET",
        "[S3CRET",
        "clusters: S3CRET",
        "clusters: [{name: c1, cluster: S3CRET}]",
        "clusters: [{name: c1, cluster: {server: [S3CRET]}}]",
        "clusters: [{name: c1}]\nusers: [{name: u1, user: {token: {S3CRET: 1}}}]",
        "clusters: [{name: c1}]\nusers: S3CRET",
        "clusters: [{name: c1, cluster: {server: x}}]\nusers: [{name: u, user: {token: \"S3CRET}}]",
        "clusters: [{name: c1, cluster: {server: x}}]\nusers: [{name: u, user: {token: *S3CRET}}]",
        "clusters: [{name: c1, cluster: {server: x}}]\nusers: [{name: u, user: {token: !S3CRET x}}]"
      })
  void nothingOfAMalformedKubeconfigIsShown(String text) throws IOException {
    Path file = kubeconfig(text);

    assertThatThrownBy(() -> configuration(Map.of(), "--kubeconfig=" + file).config())
        .isInstanceOf(StartupException.class)
        .hasNoCause()
        .message()
        .startsWith("kubeconfig " + file)
        .doesNotContain("S3CRET");
  }

  @Test
  void theLeaseLivesWhereThePodDoes() throws IOException {
    assertThat(configuration(Map.of("POD_NAMESPACE", "ops")).ownNamespace()).isEqualTo("ops");
    assertThat(configuration(Map.of("POD_NAMESPACE", "ops"), "-n=said").ownNamespace())
        .isEqualTo("said");
    assertThat(configuration(Map.of()).ownNamespace()).isEqualTo("argo-rollouts");
    Files.createDirectories(dir.resolve("serviceaccount"));
    Files.writeString(dir.resolve("serviceaccount/namespace"), "mounted\n");
    assertThat(configuration(Map.of()).ownNamespace()).isEqualTo("mounted");
  }

  @Test
  void aNamespacedControllerWorksInItsContextsNamespace() throws IOException {
    ClientConfiguration plain = configuration(Map.of(), "--kubeconfig=" + kubeconfig(KUBECONFIG));
    assertThat(plain.workNamespace(plain.config())).isEqualTo("team-blue");

    ClientConfiguration flagged =
        configuration(Map.of(), "--kubeconfig=" + kubeconfig(KUBECONFIG), "-n=mine");
    assertThat(flagged.workNamespace(flagged.config())).isEqualTo("mine");
  }
}
