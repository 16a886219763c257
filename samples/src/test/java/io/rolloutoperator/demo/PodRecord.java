package io.rolloutoperator.demo;

import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down how many pods the ReplicaSets of an application wanted, all together, at each change.
 */
final class PodRecord implements Watcher<ReplicaSet>, AutoCloseable {

  private final Map<String, Integer> wanted = new ConcurrentHashMap<>();
  private final Watch watch;
  private volatile int most;

  PodRecord(KubernetesClient client, String namespace, String app) {
    this.watch =
        client.apps().replicaSets().inNamespace(namespace).withLabel("app", app).watch(this);
  }

  /** The most at a time since the record began. */
  int most() {
    return most;
  }

  @Override
  public void eventReceived(Action action, ReplicaSet set) {
    if (action == Action.DELETED) {
      wanted.remove(set.getMetadata().getName());
      return;
    }
    wanted.put(set.getMetadata().getName(), set.getSpec().getReplicas());
    most = Math.max(most, wanted.values().stream().mapToInt(Integer::intValue).sum());
  }

  @Override
  public void onClose(WatcherException cause) {
    // A record that breaks off has a lower peak, which fails the test.
  }

  @Override
  public void close() {
    watch.close();
  }
}
