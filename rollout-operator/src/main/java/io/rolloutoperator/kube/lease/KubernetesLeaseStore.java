package io.rolloutoperator.kube.lease;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rolloutoperator.kube.lease.LeaseAnswer.Absent;
import io.rolloutoperator.kube.lease.LeaseAnswer.Conflict;
import io.rolloutoperator.kube.lease.LeaseAnswer.Forbidden;
import io.rolloutoperator.kube.lease.LeaseAnswer.Found;
import io.rolloutoperator.kube.lease.LeaseAnswer.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@code coordination.k8s.io/v1} Lease. Metadata that others put on it stays. */
public final class KubernetesLeaseStore implements LeaseStore {
  private static final Logger log = LoggerFactory.getLogger(KubernetesLeaseStore.class);

  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private ObjectMeta metadata;
  private String watchTrouble = "";

  /**
   * Names the Lease; no request is made.
   *
   * @param client one that makes a single attempt and gives up within two seconds
   */
  public KubernetesLeaseStore(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
    this.metadata = new ObjectMetaBuilder().withNamespace(namespace).withName(name).build();
  }

  @Override
  public LeaseAnswer read() {
    return answer(() -> resource().get());
  }

  @Override
  public LeaseAnswer create(LeaseRecord lease) {
    ObjectMeta fresh = new ObjectMetaBuilder().withNamespace(namespace).withName(name).build();
    Lease desired = new LeaseBuilder().withMetadata(fresh).withSpec(spec(lease)).build();
    LeaseAnswer answer =
        answer(() -> client.leases().inNamespace(namespace).resource(desired).create());
    // What can be absent when something is created is the place for it.
    return answer instanceof Absent
        ? new Unknown("there is no namespace \"" + namespace + '"')
        : answer;
  }

  @Override
  public LeaseAnswer replace(LeaseRecord lease) {
    Lease desired = new LeaseBuilder().withMetadata(metadata).withSpec(spec(lease)).build();
    return answer(() -> client.leases().inNamespace(namespace).resource(desired).update());
  }

  @Override
  public LeaseWatch watch(Runnable onChange) {
    Nudge nudge = new Nudge(onChange);
    try {
      nudge.watch = resource().watch(nudge);
      watchTrouble = "";
    } catch (RuntimeException e) {
      // Whatever it is: an election goes on without a watch.
      nudge.open = false;
      tellOnce(oneLine(e));
    }
    return nudge;
  }

  private void tellOnce(String trouble) {
    if (!trouble.equals(watchTrouble)) {
      log.warn("cannot watch lease {}/{}, polling it: {}", namespace, name, trouble);
      watchTrouble = trouble;
    }
  }

  private static final class Nudge implements Watcher<Lease>, LeaseWatch {
    private final Runnable onChange;
    private volatile boolean open = true;
    private @Nullable Watch watch;

    Nudge(Runnable onChange) {
      this.onChange = onChange;
    }

    @Override
    public void eventReceived(Action action, Lease lease) {
      onChange.run();
    }

    @Override
    public void onClose() {
      open = false;
    }

    @Override
    public void onClose(WatcherException cause) {
      open = false;
      log.debug("the watch of the lease ended, polling it: {}", cause.getMessage());
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      if (watch != null) {
        watch.close();
      }
    }
  }

  private Resource<Lease> resource() {
    return client.leases().inNamespace(namespace).withName(name);
  }

  private LeaseAnswer answer(Supplier<@Nullable Lease> request) {
    try {
      Lease lease = request.get();
      if (lease == null) {
        return new Absent();
      }
      metadata = lease.getMetadata();
      metadata.setManagedFields(null);
      return new Found(record(lease.getSpec()));
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case 404 -> new Absent();
        case 409 -> new Conflict();
        case 401, 403 -> new Forbidden(oneLine(e));
        default -> new Unknown(oneLine(e));
      };
    } catch (RuntimeException e) {
      // Whatever goes wrong on the way must not end the election's thread.
      return new Unknown(oneLine(e));
    }
  }

  /**
   * What was asked for, and the reason at the bottom of it: a refused connection has no message.
   */
  private static String oneLine(RuntimeException e) {
    String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
    Throwable root = e.getCause();
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    String text =
        root == null
            ? message
            : message
                + " ("
                + Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName())
                + ")";
    return text.lines().findFirst().orElse("");
  }

  private static LeaseRecord record(@Nullable LeaseSpec spec) {
    if (spec == null) {
      return new LeaseRecord("", Duration.ZERO, null, null, 0);
    }
    return new LeaseRecord(
        Objects.requireNonNullElse(spec.getHolderIdentity(), ""),
        Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 0)),
        instant(spec.getAcquireTime()),
        instant(spec.getRenewTime()),
        Objects.requireNonNullElse(spec.getLeaseTransitions(), 0));
  }

  private static LeaseSpec spec(LeaseRecord lease) {
    return new LeaseSpecBuilder()
        .withHolderIdentity(lease.holder())
        .withLeaseDurationSeconds((int) lease.duration().toSeconds())
        .withAcquireTime(micros(lease.acquired()))
        .withRenewTime(micros(lease.renewed()))
        .withLeaseTransitions(lease.transitions())
        .build();
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable ZonedDateTime micros(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
  }
}
