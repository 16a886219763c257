package io.rolloutoperator.demo;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a controller for Rollouts works on the cluster already: it would work on the demo's. */
final class OtherController {

  static final String LEASE = "argo-rollouts-controller-lock";

  private static final String USUAL_NAMESPACE = "argo-rollouts";
  private static final int USUAL_SECONDS = 15;
  private static final Duration POLL = Duration.ofMillis(500);

  private final KubernetesClient client;

  OtherController(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Looks for a lease that is held and renewed. Clocks are not compared: a renewal must be seen
   * within the lease's own duration.
   *
   * @throws StoryException if there is one
   */
  void requireNone() throws InterruptedException {
    for (Lease lease : held()) {
      if (renewed(lease)) {
        throw new StoryException(
            ("a controller for Rollouts works on this cluster: %s holds the lease %s in namespace"
                    + " %s; nothing was changed")
                .formatted(
                    lease.getSpec().getHolderIdentity(),
                    LEASE,
                    lease.getMetadata().getNamespace()));
      }
    }
  }

  private List<Lease> held() {
    return leases()
        .filter(lease -> !lease.getMetadata().getNamespace().startsWith(DemoNamespace.PREFIX))
        .filter(lease -> lease.getSpec() != null)
        .filter(
            lease -> !Objects.requireNonNullElse(lease.getSpec().getHolderIdentity(), "").isEmpty())
        .toList();
  }

  private Stream<Lease> leases() {
    try {
      return client
          .leases()
          .inAnyNamespace()
          .withField("metadata.name", LEASE)
          .list()
          .getItems()
          .stream();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      return Stream.ofNullable(read(USUAL_NAMESPACE));
    }
  }

  private boolean renewed(Lease lease) throws InterruptedException {
    ZonedDateTime first = lease.getSpec().getRenewTime();
    Integer told = lease.getSpec().getLeaseDurationSeconds();
    int seconds = told == null ? USUAL_SECONDS : told;
    Instant end = Instant.now().plusSeconds(Math.min(seconds, 4 * USUAL_SECONDS));
    while (Instant.now().isBefore(end)) {
      Thread.sleep(POLL);
      Lease now = read(lease.getMetadata().getNamespace());
      if (now == null || now.getSpec().getHolderIdentity() == null) {
        return false;
      }
      if (!Objects.equals(first, now.getSpec().getRenewTime())) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Lease read(String namespace) {
    try {
      return client.leases().inNamespace(namespace).withName(LEASE).get();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return null; // who must not see the lease cannot be told of its holder
      }
      throw e;
    }
  }
}
