package io.rolloutoperator.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.rolloutoperator.kube.client.ApiClients;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesLeaseStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final LeaseRecord RECORD =
      new LeaseRecord("me", Duration.ofSeconds(15), NOW, NOW, 3);

  private LeaseHttpServer server;
  private KubernetesClient client;
  private KubernetesLeaseStore store;

  @BeforeEach
  void open() throws IOException {
    server = new LeaseHttpServer();
    client = ApiClients.openForLease(server.config(), "test", Duration.ofSeconds(1), (_, _) -> {});
    store = new KubernetesLeaseStore(client, "ns", "lock");
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void everyCallIsOneRequestAndWhatIsWrittenIsReadBack() {
    assertThat(store.read()).isEqualTo(new LeaseAnswer.Absent());
    assertThat(store.create(RECORD)).isEqualTo(new LeaseAnswer.Found(RECORD));
    assertThat(store.replace(RECORD.releasedAt(NOW)))
        .isEqualTo(new LeaseAnswer.Found(new LeaseRecord("", Duration.ofSeconds(1), NOW, NOW, 3)));
    assertThat(store.read())
        .isEqualTo(new LeaseAnswer.Found(new LeaseRecord("", Duration.ofSeconds(1), NOW, NOW, 3)));

    String lease = "/apis/coordination.k8s.io/v1/namespaces/ns/leases";
    assertThat(server.requests())
        .containsExactly(
            "GET " + lease + "/lock",
            "POST " + lease,
            "PUT " + lease + "/lock",
            "GET " + lease + "/lock");
  }

  @Test
  void aReplaceAfterSomebodyElsesWriteIsAConflict() {
    store.create(RECORD);
    server.steal("thief");

    assertThat(store.replace(RECORD)).isEqualTo(new LeaseAnswer.Conflict());
    assertThat(server.holder()).isEqualTo("thief");
  }

  @Test
  void aCreateWhereThereIsOneIsAConflict() {
    store.create(RECORD);

    assertThat(store.create(RECORD)).isEqualTo(new LeaseAnswer.Conflict());
  }

  @Test
  void aMissingNamespaceIsNotTakenForALeaseThatIsGone() {
    server.failWith(404);

    assertThat(store.create(RECORD))
        .isEqualTo(new LeaseAnswer.Unknown("there is no namespace \"ns\""));
  }

  @ParameterizedTest
  @CsvSource({"500, Unknown", "503, Unknown", "429, Unknown", "403, Forbidden", "401, Forbidden"})
  void aFailureIsOneAttemptAndNoException(int status, String answer) {
    server.failWith(status);

    assertThat(store.replace(RECORD).getClass().getSimpleName()).isEqualTo(answer);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aServerThatIsGoneIsUnknownBeforeTheClientsOwnTimeout() {
    server.close();
    long begin = System.nanoTime();

    assertThat(store.read())
        .isInstanceOfSatisfying(
            LeaseAnswer.Unknown.class,
            unknown -> assertThat(unknown.why()).as("names the cause").endsWith(")"));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
  }
}
