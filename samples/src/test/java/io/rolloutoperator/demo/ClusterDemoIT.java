package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The demo on a cluster that it did not start; isolated, as it refuses to be one of two. */
@RequiresCluster
@Isolated
class ClusterDemoIT {

  /** Pods of the prefix sim are reports only, and the tag bad cannot be pulled. */
  private static final String IMAGE = "sim/web:1.0,1.1";

  private static final Pattern ROW = Pattern.compile("(\\d+) % +([\\d.]+) % .* of 5 run (\\S+)");
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Duration QUICK = Duration.ofSeconds(30);

  private static TestNamespace namespace;

  @BeforeAll
  static void cluster(TestNamespace namespace) {
    ClusterDemoIT.namespace = namespace;
  }

  @Test
  void goodReleaseIsPromotedAndOneThatCannotStartIsTakenBack() throws IOException {
    try (DemoProcess demo = demo("story", "--yes", "--image", IMAGE)) {
      assertThat(demo.exit()).as(demo.output()).isZero();
      String output = demo.output();

      assertThat(output)
          .contains("context test, " + namespace.cluster().controlPlane().server())
          .contains("5 of 5 pods are ready, all of sim/web:1.0")
          .contains("progressDeadlineSeconds: 15")
          .contains("ImagePull")
          .contains("the lowest number of available pods of 1.1 seen meanwhile was 5 of 5");
      assertThat(rows(output, "1.1"))
          .containsExactly("20 20.0", "40 40.0", "60 60.0", "80 80.0", "100 100.0");
      assertThat(rows(output, "bad")).containsExactly("20 0.0");
      assertThat(output.indexOf("promoted after"))
          .isPositive()
          .isLessThan(output.indexOf("aborted: why"));
      assertThat(output.replaceAll("\\s+", " ")).contains("has timed out progressing");
      assertThat(message(output))
          .contains("trigger on-rollout-aborted", "severity critical", "revision 3")
          .contains("phase Degraded", "has timed out progressing");
      assertThat(output).doesNotContain("could not end cleanly").contains("deleted namespace");
    }
    assertThat(namespaces()).isEmpty();
    assertThat(definition("rollouts.argoproj.io")).as("was there before").isTrue();
  }

  @Test
  void signalEndsTheOperatorAndDeletesTheNamespace() throws IOException {
    try (DemoProcess demo = demo("signal", "--yes", "--image", "sim/web:bad,1.0")) {
      demo.awaitOutput("for this namespace");
      assertThat(namespaces()).hasSize(1);
      List<ProcessHandle> operators = demo.children();
      assertThat(operators).hasSize(1);

      demo.process().terminate();

      assertThat(demo.exit()).isEqualTo(143);
      assertThat(operators).noneMatch(ProcessHandle::isAlive);
      assertThat(demo.output()).doesNotContain("demo:").contains("deleted namespace");
    }
    assertThat(namespaces()).isEmpty();
  }

  @Test
  void withoutATerminalItMustBeToldToGoOn() throws IOException {
    assertThat(refusal(demo("silent")))
        .isEqualTo(
            "demo: no terminal to ask on: add --yes to change the cluster without a question");
  }

  @Test
  void userWithoutRightsIsToldWhatIsForbidden() throws IOException {
    Path user = namespace.cluster().controlPlane().kubeconfig("user");

    assertThat(refusal(start("forbidden", user, "--yes")))
        .contains("forbidden")
        .contains("User \"user\" cannot get resource \"customresourcedefinitions\"");
  }

  @Test
  void userWhoMayOnlyLookIsRefusedBeforeAnythingIsMade() throws IOException {
    namespace.apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: looker}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: demo-looker}
        rules:
        - {apiGroups: ["*"], resources: ["*"], verbs: [get, list, watch]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: demo-looker}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: demo-looker}
        subjects:
        - {kind: ServiceAccount, name: looker, namespace: %s}
        """
            .formatted(namespace.name()));
    Path looker =
        namespace.cluster().controlPlane().serviceAccountKubeconfig(namespace.name(), "looker");

    assertThat(refusal(start("looker", looker, "--yes")))
        .isEqualTo(
            "demo: forbidden: this kubeconfig's user must not create namespaces,"
                + " which the demo needs");
  }

  @Test
  void clusterThatDoesNotAnswerIsNamed() throws IOException {
    String admin = Files.readString(namespace.cluster().controlPlane().kubeconfig("admin"));
    Path nowhere = logs().resolve("nowhere.kubeconfig");
    Files.writeString(nowhere, admin.replaceAll("https://[0-9.:]+", "https://127.0.0.1:1"));

    assertThat(refusal(start("nowhere", nowhere, "--yes")))
        .isEqualTo(
            "demo: no answer from the API server at https://127.0.0.1:1:"
                + " no connection, check that the cluster runs");
  }

  @Test
  void controllerThatWorksOnTheClusterIsLeftAlone() throws IOException {
    namespace.apply(lease());
    try (var renewals = Executors.newSingleThreadScheduledExecutor()) {
      var renewing =
          renewals.scheduleAtFixedRate(() -> namespace.apply(lease()), 1, 1, TimeUnit.SECONDS);

      assertThat(refusal(demo("occupied", "--yes")))
          .isEqualTo(
              ("demo: a controller for Rollouts works on this cluster: somebody holds the lease"
                      + " argo-rollouts-controller-lock in namespace %s; nothing was changed")
                  .formatted(namespace.name()));
      renewing.cancel(false);
    }
    namespace.delete("coordination.k8s.io/v1", "Lease", OtherController.LEASE);
  }

  private static String lease() {
    return """
    apiVersion: coordination.k8s.io/v1
    kind: Lease
    metadata: {name: %s}
    spec: {holderIdentity: somebody, leaseDurationSeconds: 15, renewTime: "%s"}
    """
        .formatted(OtherController.LEASE, MICROSECONDS.format(Instant.now()));
  }

  /** The one line that a demo ends with that changed nothing. */
  private static String refusal(DemoProcess started) throws IOException {
    try (DemoProcess demo = started) {
      await().atMost(QUICK).until(() -> !demo.process().running());
      assertThat(demo.exit()).as(demo.output()).isEqualTo(1);
      assertThat(demo.output().strip()).hasLineCount(1);
      assertThat(namespaces()).isEmpty();
      return demo.output().strip();
    }
  }

  private static DemoProcess demo(String name, String... arguments) throws IOException {
    return start(name, namespace.cluster().controlPlane().kubeconfig("admin"), arguments);
  }

  private static DemoProcess start(String name, Path kubeconfig, String... arguments)
      throws IOException {
    List<String> all =
        Stream.concat(Stream.of("--kubeconfig", kubeconfig.toString()), Stream.of(arguments))
            .toList();
    return DemoProcess.start(logs().resolve("demo-" + name + ".log"), all.toArray(String[]::new));
  }

  private static Path logs() {
    return namespace.cluster().controlPlane().files().logs();
  }

  /** What the demo shows of the webhook's message. */
  private static String message(String output) {
    String from = "Somebody hears of it: a webhook gets a message.";
    assertThat(output).contains(from);
    String told = output.substring(output.indexOf(from));
    assertThat(told).containsPattern("\\d\\.\\d s after the abort: POST http://127\\.0\\.0\\.1:");
    return told.replaceAll("\\s+", " ");
  }

  /** Wanted and measured share of the new version in each row. */
  private static List<String> rows(String output, String version) {
    return ROW.matcher(output)
        .results()
        .filter(row -> row.group(3).equals(version))
        .map((MatchResult row) -> row.group(1) + " " + row.group(2))
        .toList();
  }

  private static List<String> namespaces() throws IOException {
    JsonNode all = namespace.cluster().api().get("/api/v1/namespaces").orThrow("namespaces");
    return Json.elements(all.path("items"))
        .map(item -> item.path("metadata").path("name").asText())
        .filter(name -> name.startsWith(DemoNamespace.PREFIX))
        .toList();
  }

  private static boolean definition(String name) throws IOException {
    return namespace
        .cluster()
        .api()
        .get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + name)
        .ok();
  }
}
