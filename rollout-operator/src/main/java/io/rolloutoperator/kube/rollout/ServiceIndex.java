package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
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
 * @param rollouts of the controller
 */
record ServiceIndex(IndexerResourceCache<Rollout> rollouts) {

  private static final String NAMED = "named-services";
  private static final String MANAGED = "managed-services";

  /** Indexes Rollouts, which no informer has read yet. */
  static ServiceIndex of(IndexerResourceCache<Rollout> rollouts) {
    rollouts.addIndexer(NAMED, ServiceIndex::named);
    return new ServiceIndex(rollouts);
  }

  /** Indexes Services, which no informer has read yet. */
  static void addTo(IndexerResourceCache<Service> services) {
    services.addIndexer(MANAGED, ServiceIndex::managers);
  }

  /** The Rollouts that name a Service, and the one that manages it, if it is there. */
  Set<ResourceID> concerned(Service service) {
    Stream<Rollout> naming = rollouts.byIndex(NAMED, key(service)).stream();
    Stream<Rollout> managing =
        rollouts
            .get(new ResourceID(manager(service), service.getMetadata().getNamespace()))
            .stream();
    return Stream.concat(naming, managing)
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  /** The Services that a Rollout manages, named by it or not. */
  static Collection<Service> managed(IndexedResourceCache<Service> services, Rollout rollout) {
    return services.byIndex(MANAGED, key(rollout));
  }

  private static List<String> named(Rollout rollout) {
    String namespace = rollout.getMetadata().getNamespace();
    return Strategy.services(ReplicaSetReader.tree(rollout.getSpec())).stream()
        .map(name -> key(namespace, name))
        .toList();
  }

  private static List<String> managers(Service service) {
    String manager = manager(service);
    return manager.isEmpty()
        ? List.of()
        : List.of(key(service.getMetadata().getNamespace(), manager));
  }

  private static String manager(Service service) {
    return ReplicaSetReader.orEmpty(service.getMetadata().getAnnotations())
        .getOrDefault(Annotations.MANAGED_BY, "");
  }

  private static String key(HasMetadata object) {
    return key(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
