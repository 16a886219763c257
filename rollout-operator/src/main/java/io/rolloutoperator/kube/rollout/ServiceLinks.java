package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.strategy.Strategy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which Services a Rollout names or manages, and which Rollouts a Service concerns, without a look
 * at all others: a start would take time by the square of their number.
 *
 * <p>A pass notes what its Rollout names before it reads any of it. So a Service that changes is
 * either read by that pass, or its event finds the note; an index of the informer would lack a
 * Rollout for a moment whenever its status is written. Safe for use by several threads.
 */
final class ServiceLinks {

  /** Index of Services by who manages them. */
  private static final String MANAGED = "managed-services";

  private final Links<ResourceID> links = new Links<>();

  /** A pass of a Rollout begins. */
  void note(Rollout rollout) {
    links.put(
        ResourceID.fromResource(rollout),
        Strategy.services(ReplicaSetReader.tree(rollout.getSpec())).stream()
            .map(name -> new ResourceID(name, rollout.getMetadata().getNamespace()))
            .collect(Collectors.toSet()));
  }

  /** The Rollout is gone. */
  void forget(Rollout rollout) {
    links.put(ResourceID.fromResource(rollout), Set.of());
  }

  /** The Rollouts that name a Service, and the one that manages it, if it is there. */
  Set<ResourceID> concerned(Service service, ResourceCache<Rollout> rollouts) {
    String namespace = service.getMetadata().getNamespace();
    Stream<ResourceID> managing =
        rollouts.get(new ResourceID(manager(service), namespace)).stream()
            .map(ResourceID::fromResource);
    return Stream.concat(links.to(ResourceID.fromResource(service)).stream(), managing)
        .collect(Collectors.toSet());
  }

  /** Indexes Services, which no informer has read yet. */
  static void index(IndexerResourceCache<Service> services) {
    services.addIndexer(MANAGED, ServiceLinks::managers);
  }

  /**
   * The Services that a Rollout manages, named by it or not, but for one that changes at this
   * moment: its event follows.
   */
  static Collection<Service> managed(IndexedResourceCache<Service> services, Rollout rollout) {
    return services.byIndex(MANAGED, ResourceID.fromResource(rollout).toString());
  }

  /** The same of a Rollout that is gone, for which no event follows. Looks at all Services. */
  static Collection<Service> left(ResourceCache<Service> services, Rollout rollout) {
    return services
        .list(
            rollout.getMetadata().getNamespace(),
            service -> manager(service).equals(rollout.getMetadata().getName()))
        .toList();
  }

  private static List<String> managers(Service service) {
    String manager = manager(service);
    return manager.isEmpty()
        ? List.of()
        : List.of(new ResourceID(manager, service.getMetadata().getNamespace()).toString());
  }

  private static String manager(Service service) {
    return ReplicaSetReader.orEmpty(service.getMetadata().getAnnotations())
        .getOrDefault(Annotations.MANAGED_BY, "");
  }
}
