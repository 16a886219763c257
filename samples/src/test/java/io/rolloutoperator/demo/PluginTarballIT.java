package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tarballs that people install: with a runtime of their own, and as krew is told of them. */
@RequiresCluster
class PluginTarballIT {

  private static final Path SCRIPT = Path.of("../scripts/plugin-dist.sh");
  private static final Path DIST = Path.of("../kubectl-rollouts/target/dist");
  private static final int MOST_BYTES = 35_000_000;
  private static final long LONGEST_SECONDS = 180;

  @TempDir private static Path scratch;

  private static JsonNode manifest;

  @BeforeAll
  static void pack() throws IOException, InterruptedException {
    run(Map.of("JAVA_HOME", System.getProperty("java.home")), SCRIPT.toString());
    manifest = Json.yaml(Files.readString(DIST.resolve("rollouts.yaml"))).getFirst();
  }

  /** Runs a program to its good end; its output. */
  private static String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(scratch, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }

  private static Path file(JsonNode platform) {
    String uri = platform.path("uri").asText();
    return DIST.resolve(uri.substring(uri.lastIndexOf('/') + 1));
  }

  @Test
  void krewIsToldTheChecksumsOfFilesThatAreSmallEnough()
      throws IOException, GeneralSecurityException {
    for (JsonNode platform : manifest.at("/spec/platforms")) {
      byte[] content = Files.readAllBytes(file(platform));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      assertThat(platform.path("sha256").asText()).isEqualTo(HexFormat.of().formatHex(digest));
      assertThat(content.length).as("%s", file(platform)).isLessThanOrEqualTo(MOST_BYTES);
    }
  }

  /** krew takes one tarball for a platform, and starts the program that the entry names. */
  @ParameterizedTest
  @CsvSource({
    "linux, amd64, 1",
    "linux, arm64, 1",
    "darwin, amd64, 1",
    "darwin, arm64, 1",
    "windows, amd64, 0"
  })
  void aPlatformHasOneTarballWithTheProgramInIt(String os, String arch, int entries)
      throws IOException, InterruptedException {
    List<JsonNode> found =
        manifest
            .at("/spec/platforms")
            .valueStream()
            .filter(each -> selects(each, Map.of("os", os, "arch", arch)))
            .toList();
    assertThat(found).hasSize(entries);
    for (JsonNode platform : found) {
      assertThat(platform.path("files")).hasToString("[{\"from\":\"*\",\"to\":\".\"}]");
      assertThat(platform.path("uri").asText()).startsWith("https://");
      assertThat(run(Map.of(), "tar", "-tvzf", file(platform).toString()).lines())
          .anyMatch(
              line ->
                  line.startsWith("-rwxr-xr-x")
                      && line.endsWith(" " + platform.path("bin").asText()));
    }
  }

  private static boolean selects(JsonNode platform, Map<String, String> labels) {
    return platform
        .at("/selector/matchExpressions")
        .valueStream()
        .allMatch(
            each -> {
              boolean in =
                  each.path("values")
                      .valueStream()
                      .anyMatch(
                          value -> value.asText().equals(labels.get(each.path("key").asText())));
              return each.path("operator").asText().equals("In") == in;
            });
  }

  @Test
  void theManifestHasWhatKrewAsksFor() {
    assertThat(manifest.path("apiVersion").asText())
        .isEqualTo("krew.googlecontainertools.github.com/v1alpha2");
    assertThat(manifest.path("kind").asText()).isEqualTo("Plugin");
    assertThat(manifest.at("/metadata/name").asText()).isEqualTo("rollouts");
    assertThat(manifest.at("/spec/version").asText()).matches("v\\d+\\.\\d+\\.\\d+(-.+)?");
    assertThat(manifest.at("/spec/shortDescription").asText()).isNotBlank().hasSizeLessThan(60);
    assertThat(manifest.at("/spec/description").asText()).contains("Java 25");
  }

  /** The program of the one with a runtime. */
  private static String unpacked() throws IOException, InterruptedException {
    JsonNode platform = manifest.at("/spec/platforms/0");
    run(Map.of(), "tar", "-xzf", file(platform).toString(), "-C", scratch.toString());
    return scratch.resolve(platform.path("bin").asText()).toString();
  }

  private static void itsRuntimeMakesAndUsesACacheOfClasses(
      Map<String, String> environment, String program, String namespace)
      throws IOException, InterruptedException {
    Path caches = scratch.resolve("caches/kubectl-rollouts");
    await().atMost(Duration.ofSeconds(90)).until(() -> holdsACache(caches));
    Path log = scratch.resolve("classes.txt");
    Map<String, String> logging = new HashMap<>(environment);
    logging.put(
        "ROLLOUTS_JAVA_OPTS",
        "-Xlog:class+load:file=%1$s -Xlog:class+path=info:file=%1$s".formatted(log));
    String list = run(logging, program, "-n", namespace, "list", "rollouts");
    assertThat(list).contains("packed");
    assertThat(Files.readString(log))
        .contains("io.rolloutoperator.kubectl.Main source: shared objects file")
        .contains("Archived app classpath validation: passed");
  }

  private static boolean holdsACache(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".aot"));
    }
  }

  @Test
  void theOneWithARuntimeNeedsNoJava(TestNamespace namespace)
      throws IOException, InterruptedException {
    String program = unpacked();
    Map<String, String> environment =
        Map.of(
            "PATH", "/usr/bin:/bin",
            "KUBECONFIG", namespace.cluster().controlPlane().kubeconfig("admin").toString(),
            "XDG_CACHE_HOME", scratch.resolve("caches").toString());

    assertThat(run(environment, program, "version", "--short")).isNotBlank();
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: packed
          labels: {argo-rollouts.argoproj.io/controller-instance-id: nobody}
        spec:
          replicas: 0
          selector: {matchLabels: {app: packed}}
          template:
            metadata: {labels: {app: packed}}
            spec: {containers: [{name: web, image: "sim/web:1.0"}]}
          strategy: {canary: {}}
        """);
    assertThat(run(environment, program, "list", "rollouts", "-n", namespace.name()))
        .contains("packed");
    itsRuntimeMakesAndUsesACacheOfClasses(environment, program, namespace.name());
    assertThat(run(environment, program, "lint", "../samples/basic-canary.yaml"))
        .isEqualToIgnoringNewLines("nothing found: 1 object in 1 file");
  }

  @Test
  void theOneWithARuntimeSendsNotifications() throws IOException, InterruptedException {
    String program = unpacked();
    GreenMail mails = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    mails.start();
    try (AlertReceiver receiver = AlertReceiver.start()) {
      Path config =
          Files.writeString(
              scratch.resolve("notifications.yaml"),
              """
              kind: ConfigMap
              metadata: {name: argo-rollouts-notification-configmap}
              data:
                service.webhook.hook: "url: %s"
                service.email: "{host: 127.0.0.1, port: %d, from: ops@example.com}"
                template.t: |
                  message: "about {{.rollout.metadata.name}}"
                  webhook: {hook: {method: POST, body: '{"trigger": "by hand"}'}}
              """
                  .formatted(receiver.address(), mails.getSmtp().getPort()));

      assertThat(
              run(
                  Map.of("PATH", "/usr/bin:/bin"),
                  program,
                  "notifications",
                  "template",
                  "notify",
                  "t",
                  "../samples/basic-canary.yaml",
                  "--recipient=hook",
                  "--recipient=email:a@example.com",
                  "--config-map=" + config,
                  "--secret=:empty"))
          .contains("sent to hook", "sent to email:a@example.com");
      assertThat(receiver.first("by hand")).isPresent();
      assertThat(mails.getReceivedMessages()).hasSize(1);
    } finally {
      mails.stop();
    }
  }
}
