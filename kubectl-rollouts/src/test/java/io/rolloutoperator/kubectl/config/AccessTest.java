package io.rolloutoperator.kubectl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Access access(Path... files) throws CommandFailure {
    return access(Overrides.NONE, files);
  }

  private Access access(Overrides overrides, Path... files) throws CommandFailure {
    String list =
        String.join(
            File.pathSeparator, java.util.Arrays.stream(files).map(Path::toString).toList());
    KubeconfigReader reader = new KubeconfigReader(folder, Optional.of(list));
    return new AccessResolver(reader.read(Optional.empty()), overrides, reader.places()).resolve();
  }

  private static final String BASE =
      """
      current-context: a
      clusters:
      - {name: a, cluster: {server: "https://a.example:6443/prefix", tls-server-name: api.a, proxy-url: "http://proxy:3128"}}
      - {name: b, cluster: {server: "https://b.example", insecure-skip-tls-verify: true}}
      contexts:
      - {name: a, context: {cluster: a, user: a, namespace: shop}}
      - {name: b, context: {cluster: b, user: b}}
      users:
      - {name: a, user: {token: secret-a}}
      - {name: b, user: {username: u, password: p}}
      """;

  @Test
  void theContextNamesClusterUserAndNamespace() throws Exception {
    Access access = access(file("config", BASE));

    assertThat(access.server()).hasToString("https://a.example:6443/prefix");
    assertThat(access.namespace()).isEqualTo("shop");
    assertThat(access.trust())
        .isEqualTo(new Access.Trust(false, Optional.empty(), Optional.of("api.a")));
    assertThat(access.proxy()).hasValueSatisfying(uri -> assertThat(uri).hasPort(3128));
    assertThat(authorization(access)).contains("Bearer secret-a");
    assertThat(access.toString()).doesNotContain("secret-a");
  }

  private static Optional<String> authorization(Access access) {
    return switch (access.identity()) {
      case Access.Identity.Direct direct -> direct.authorization().map(AccessTest::text);
      case Access.Identity.ByKubectl _ -> Optional.empty();
    };
  }

  private static String text(Access.Authorization authorization) {
    return switch (authorization) {
      case Access.Authorization.Fixed(String value) -> value;
      case Access.Authorization.TokenFile(Path file) -> "file " + file;
    };
  }

  @Test
  void aPasswordIsSentAsBasicAuthorization() throws Exception {
    Path first = file("first", "current-context: b\n");
    Access access = access(first, file("config", BASE));

    assertThat(authorization(access)).contains("Basic dTpw");
    assertThat(access.trust().everything()).isTrue();
    assertThat(access.namespace()).isEqualTo("default");
  }

  @Test
  void theFirstFileThatSetsAValueWins() throws Exception {
    Path first = file("first", "contexts: [{name: a, context: {cluster: b, user: a}}]\n");
    Path missing = folder.resolve("missing");

    assertThat(access(missing, first, file("config", BASE)).server())
        .hasToString("https://b.example");
  }

  @Test
  void relativePathsStartAtTheFile() throws Exception {
    Files.createDirectories(folder.resolve("pki"));
    file("pki/token", "from-file\n");
    file("pki/ca.crt", "PEM");
    Path config =
        file(
            "config",
            """
            current-context: a
            clusters: [{name: a, cluster: {server: "https://a", certificate-authority: pki/ca.crt}}]
            contexts: [{name: a, context: {cluster: a, user: a}}]
            users: [{name: a, user: {tokenFile: pki/token, token: old}}]
            """);

    Access access = access(config);
    assertThat(authorization(access)).contains("file " + folder.resolve("pki/token"));
    assertThat(access.trust().authorities()).contains("PEM");
  }

  @ParameterizedTest
  @CsvSource({
    "'exec: {command: aws, args: [x]}', aws",
    "'auth-provider: {name: oidc}', auth-provider"
  })
  void whatOnlyKubectlRunsIsLeftToIt(String user, String what) throws Exception {
    Path config = file("config", BASE.replace("token: secret-a", user));
    assertThat(access(config).identity()).isEqualTo(new Access.Identity.ByKubectl(what));
  }

  @Test
  void theCommandLineWins() throws Exception {
    Overrides overrides =
        new Overrides(
            Optional.empty(),
            Optional.of("b"),
            Optional.of("a"),
            Optional.of("a"),
            Optional.of("https://c.example"),
            Optional.of("elsewhere"),
            Optional.of("given"),
            Optional.of("jane"),
            Optional.of("id-1"),
            java.util.List.of("sre"),
            Overrides.ClientFiles.NONE,
            true,
            Optional.empty(),
            Optional.of("name"));

    Access access = access(overrides, file("config", BASE));
    assertThat(access.server()).hasToString("https://c.example");
    assertThat(access.namespace()).isEqualTo("elsewhere");
    assertThat(authorization(access)).contains("Bearer given");
    assertThat(access.trust())
        .isEqualTo(new Access.Trust(true, Optional.empty(), Optional.of("name")));
    assertThat(access.impersonate()).contains("jane");
    assertThat(access.impersonateUid()).contains("id-1");
    assertThat(access.impersonateGroups()).containsExactly("sre");
  }

  @Test
  void filesOfTheCommandLineAreTheUsersCertificate() throws Exception {
    String certificate = file("cert.pem", "C").toString();
    String key = file("key.pem", "K").toString();
    Path config = file("config", BASE);

    Access access = access(with(Optional.of(certificate), Optional.of(key)), config);
    assertThat(access.identity())
        .extracting(identity -> ((Access.Identity.Direct) identity).key())
        .isEqualTo(Optional.of(new Access.ClientKey("C", "K")));
    assertThatThrownBy(() -> access(with(Optional.of(certificate), Optional.empty()), config))
        .hasMessage("--client-certificate and --client-key need one another");
    assertThatThrownBy(() -> access(with(Optional.of(folder + "/none"), Optional.of(key)), config))
        .hasMessage("--client-certificate " + folder + "/none cannot be read: no such file");
  }

  private static Overrides with(Optional<String> certificate, Optional<String> key) {
    Overrides none = Overrides.NONE;
    return new Overrides(
        none.kubeconfig(),
        none.context(),
        none.cluster(),
        none.user(),
        none.server(),
        none.namespace(),
        none.token(),
        none.impersonate(),
        none.impersonateUid(),
        none.impersonateGroups(),
        new Overrides.ClientFiles(certificate, key),
        none.insecure(),
        none.authority(),
        none.tlsServerName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          current-context: a     | current-context: nowhere | context "nowhere" does not exist in
          cluster: a, user: a    | cluster: z, user: a      | cluster "z" does not exist in
          cluster: a, user: a    | cluster: a, user: z      | user "z" does not exist in
          https://a.example:6443 | https://a b              | server "https://a b/prefix" is not an address
          https://a.example:6443 | https://a:99999          | server "https://a:99999/prefix" is not an address
          https://a.example:6443 | ftp://a                  | server "ftp://a/prefix" is not an address
          token: secret-a        | client-key: nowhere      | client-key FOLDER/nowhere cannot be read: no such file
          token: secret-a        | client-key-data: '*'     | has a client certificate or key without the other
          current-context: a     | ''                       | names no current context; pass --context
          clusters:              | [                        | cannot be read: line
          """)
  void whatIsWrongIsToldInOneLine(String from, String to, String message) throws Exception {
    Path config = file("config", BASE.replace(from, to));
    assertThatThrownBy(() -> access(config))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(message.replace("FOLDER", folder.toString()))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("secret-a"));
  }

  @Test
  void withoutAClusterTheMessageSaysWhereItLooked() {
    PluginRun run = PluginRun.alone("get rollout shop", Map.of("KUBECONFIG", folder + "/none"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "Error: no cluster: KUBECONFIG=%s/none names no current context; pass --context, --kubeconfig or --server\n"
                .formatted(folder));
  }

  @Test
  void aClusterThatIsNotThereIsToldInOneLine() {
    PluginRun run = PluginRun.alone("get rollout shop --server=http://127.0.0.1:1", Map.of());
    assertThat(run.err())
        .isEqualTo(
            "Error: no answer from http://127.0.0.1:1: connection refused; is this the right cluster, and is it up?\n");
  }
}
