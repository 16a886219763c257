package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.OperatorCommand;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.OperatorProcess;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Real processes, a real API server, and no right but those of the shipped manifest. */
@RequiresCluster
@Order(1) // begins early, as it takes long
class LeaderElectionIT {
  /** On an idle machine 2 s and 20 s; the tests share two cores with other clusters. */
  private static final Duration GRACEFUL = Duration.ofSeconds(10);

  private static final Duration KILLED = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private record Replica(OperatorProcess process, URI readyz) {
    boolean leads() {
      return answer().equals("ready: leading\n");
    }

    boolean waits() {
      return answer().startsWith("ready: standby");
    }

    private String answer() {
      try {
        return HTTP.send(HttpRequest.newBuilder(readyz).build(), BodyHandlers.ofString()).body();
      } catch (IOException e) {
        return "";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "";
      }
    }
  }

  private final TestNamespace namespace;
  private final OperatorIdentity identity;

  LeaderElectionIT(TestNamespace namespace) throws IOException {
    this.namespace = namespace;
    Path deploy = Path.of(Files.isDirectory(Path.of("deploy")) ? "deploy" : "../deploy");
    this.identity = namespace.identity(Files.readString(deploy.resolve("rbac.yaml")));
  }

  @Test
  void theLeaseGoesToAStandbyAtOnceAfterASignalAndInTimeAfterAKill() throws IOException {
    Replica first = start();
    Awaitility.await().atMost(GRACEFUL).until(first::leads);
    Replica second = start();
    Awaitility.await().atMost(GRACEFUL).until(second::waits);
    assertThat(first.leads()).isTrue();
    assertThat(transitions()).isZero();

    long signalled = System.nanoTime();
    assertThat(first.process().terminate(GRACEFUL)).isZero();
    Duration stopped = Duration.ofNanos(System.nanoTime() - signalled);
    Duration graceful = untilLeading(second, signalled, GRACEFUL);
    assertThat(transitions()).isEqualTo(1);

    Replica third = start();
    Awaitility.await().atMost(GRACEFUL).until(third::waits);
    long killed = System.nanoTime();
    second.process().kill();
    Duration hard = untilLeading(third, killed, KILLED);
    assertThat(transitions()).isEqualTo(2);

    System.out.printf(
        "fail-over: process ended %d ms after SIGTERM, successor leads after %d ms; after SIGKILL %d ms%n",
        stopped.toMillis(), graceful.toMillis(), hard.toMillis());
    // Not before the lease of the killed one has run out, less the two seconds between renewals.
    assertThat(hard).isGreaterThan(Duration.ofSeconds(12));
    assertThat(third.process().terminate(GRACEFUL)).isZero();
    assertThat(holder()).as("released").isEmpty();
  }

  private static Duration untilLeading(Replica replica, long since, Duration atMost) {
    Awaitility.await()
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(replica::leads);
    return Duration.ofNanos(System.nanoTime() - since);
  }

  private Replica start() throws IOException {
    int port = freePort();
    URI readyz = URI.create("http://127.0.0.1:" + port + "/readyz");
    OperatorCommand command =
        OperatorCommand.of(
                ElectionOnly.class.getName(),
                readyz,
                "--kubeconfig=" + identity.kubeconfig(),
                "--namespace=" + namespace.name(),
                "--healthzPort=" + port,
                "--metricsPort=" + freePort())
            .withJvmFlags("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    return new Replica(namespace.start(command), readyz);
  }

  private int transitions() {
    return namespace
        .read("coordination.k8s.io/v1", "Lease", "argo-rollouts-controller-lock")
        .path("spec")
        .path("leaseTransitions")
        .asInt(-1);
  }

  private String holder() {
    return namespace
        .read("coordination.k8s.io/v1", "Lease", "argo-rollouts-controller-lock")
        .path("spec")
        .path("holderIdentity")
        .asText();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
