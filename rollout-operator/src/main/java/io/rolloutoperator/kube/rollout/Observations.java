package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.client.Pass;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.metrics.ReconciledKind;
import io.rolloutoperator.kube.metrics.RolloutSample;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import io.rolloutoperator.kube.runtime.ControllerContext;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What a pass tells besides its effect: its number on every write, its duration, the state of the
 * Rollout as a metric, what is doubtful in its spec, status and annotations and in those of its
 * ReplicaSets.
 */
final class Observations {

  private final ControllerContext context;
  private final AtomicLong passes = new AtomicLong();
  private final Set<String> greeted = ConcurrentHashMap.newKeySet();
  private final Suspicions suspicions;
  private final IgnoredValues ignored;

  Observations(ControllerContext context) {
    this.context = context;
    this.suspicions = new Suspicions(context.events());
    this.ignored = new IgnoredValues(context.events());
  }

  /**
   * Runs a pass and tells of it.
   *
   * @param owned the Rollout's ReplicaSets
   */
  <T> T of(Rollout rollout, Collection<ReplicaSetTree> owned, Supplier<T> pass) {
    String namespace = rollout.getMetadata().getNamespace();
    String name = rollout.getMetadata().getName();
    context
        .metrics()
        .observe(
            RolloutSample.of(
                namespace,
                name,
                ReplicaSetReader.tree(rollout.getSpec()),
                ReplicaSetReader.tree(rollout.getStatus())));
    greet(rollout);
    suspicions.tell(rollout);
    ignored.tell(rollout, owned);
    long begin = System.nanoTime();
    try {
      return Pass.within("r" + passes.incrementAndGet(), pass::get);
    } catch (RuntimeException failed) {
      context.metrics().reconcileFailed(ReconciledKind.ROLLOUT, namespace, name);
      throw failed;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      context.metrics().reconciled(ReconciledKind.ROLLOUT, namespace, name, took);
    }
  }

  /** Forgets a Rollout that is gone. */
  void forget(Rollout rollout) {
    greeted.remove(rollout.getMetadata().getUid());
    suspicions.forget(rollout);
    ignored.forget(rollout);
  }

  /** A Rollout without a status is new to every controller, not only to this process. */
  private void greet(Rollout rollout) {
    boolean fresh = rollout.getStatus() == null || rollout.getStatus().isEmpty();
    if (fresh && greeted.add(rollout.getMetadata().getUid())) {
      String text =
          "Rollout resource added to informer: "
              + rollout.getMetadata().getNamespace()
              + "/"
              + rollout.getMetadata().getName();
      context
          .events()
          .emit(ObjectReference.to(rollout), EventType.NORMAL, "RolloutAddedToInformer", text);
    }
    if (!fresh) {
      greeted.remove(rollout.getMetadata().getUid());
    }
  }
}
