package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.AnalysisTemplate;
import io.rolloutoperator.api.ClusterAnalysisTemplate;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerSettings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The informers of what belongs to Rollouts: their content, and which Rollout an event wakes. */
final class RolloutInformers implements RolloutCaches {

  private static final long LIST_LIMIT = 500;

  private final EventSourceContext<Rollout> sources;
  private final ApiClients clients;
  private final InformerEventSource<ReplicaSetTree, Rollout> replicaSets;
  private final InformerEventSource<AnalysisRun, Rollout> analysisRuns;
  private final InformerEventSource<Service, Rollout> services;
  private final InformerEventSource<AnalysisTemplate, Rollout> templates;
  private final InformerEventSource<ClusterAnalysisTemplate, Rollout> clusterTemplates;

  private RolloutInformers(EventSourceContext<Rollout> sources, ControllerContext context) {
    this.sources = sources;
    this.clients = context.clients();
    ControllerSettings settings = context.settings();
    replicaSets = owned(ReplicaSetTree.class, Annotations.POD_TEMPLATE_HASH);
    analysisRuns = owned(AnalysisRun.class, settings.labelSelector());
    services = of(Service.class, this::namingService);
    templates = of(AnalysisTemplate.class, this::ofNamespace);
    clusterTemplates = of(ClusterAnalysisTemplate.class, _ -> all());
  }

  static RolloutInformers of(EventSourceContext<Rollout> sources, ControllerContext context) {
    return new RolloutInformers(sources, context);
  }

  List<EventSource<?, Rollout>> sources() {
    return List.of(replicaSets, analysisRuns, services, templates, clusterTemplates);
  }

  @Override
  public Collection<ReplicaSetTree> replicaSets(Rollout rollout) {
    return controlledBy(rollout, replicaSets.getSecondaryResources(rollout));
  }

  @Override
  public Collection<AnalysisRun> analysisRuns(Rollout rollout) {
    return controlledBy(rollout, analysisRuns.getSecondaryResources(rollout));
  }

  @Override
  public Collection<Service> managedServices(Rollout rollout) {
    return services
        .list(
            rollout.getMetadata().getNamespace(),
            service -> manager(service).equals(rollout.getMetadata().getName()))
        .toList();
  }

  @Override
  public Optional<Service> service(String namespace, String name) {
    return services.get(new ResourceID(name, namespace));
  }

  @Override
  public Optional<AnalysisTemplate> template(String namespace, String name) {
    return templates.get(new ResourceID(name, namespace));
  }

  @Override
  public Optional<ClusterAnalysisTemplate> clusterTemplate(String name) {
    return clusterTemplates.get(new ResourceID(name));
  }

  private <R extends HasMetadata> InformerEventSource<R, Rollout> owned(
      Class<R> kind, String labelSelector) {
    clients.watches(kind);
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, Rollout.class)
            .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Rollout.class))
            .withLabelSelector(labelSelector)
            .withNamespacesInheritedFromController()
            .withInformerListLimit(LIST_LIMIT)
            .withItemStore(new TrimmedStore<>())
            .build(),
        sources);
  }

  private <R extends HasMetadata> InformerEventSource<R, Rollout> of(
      Class<R> kind, SecondaryToPrimaryMapper<R> woken) {
    clients.watches(kind);
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, Rollout.class)
            .withSecondaryToPrimaryMapper(woken)
            .withNamespacesInheritedFromController()
            .withInformerListLimit(LIST_LIMIT)
            .withItemStore(new TrimmedStore<>())
            .build(),
        sources);
  }

  private Set<ResourceID> namingService(Service service) {
    String name = service.getMetadata().getName();
    return ids(
        sources
            .getPrimaryCache()
            .list(
                service.getMetadata().getNamespace(),
                rollout ->
                    WrittenServices.of(rollout).contains(name)
                        || manager(service).equals(rollout.getMetadata().getName())));
  }

  private Set<ResourceID> ofNamespace(HasMetadata object) {
    return ids(sources.getPrimaryCache().list(object.getMetadata().getNamespace(), _ -> true));
  }

  private Set<ResourceID> all() {
    return ids(sources.getPrimaryCache().list(_ -> true));
  }

  private static Set<ResourceID> ids(java.util.stream.Stream<Rollout> rollouts) {
    return rollouts.map(ResourceID::fromResource).collect(Collectors.toSet());
  }

  private static String manager(Service service) {
    return ReplicaSetReader.orEmpty(service.getMetadata().getAnnotations())
        .getOrDefault(Annotations.MANAGED_BY, "");
  }

  private static <R extends HasMetadata> Collection<R> controlledBy(
      Rollout rollout, Collection<R> candidates) {
    String uid = rollout.getMetadata().getUid();
    return candidates.stream()
        .filter(
            candidate ->
                candidate.getMetadata().getOwnerReferences().stream()
                    .anyMatch(
                        owner ->
                            uid.equals(owner.getUid())
                                && Boolean.TRUE.equals(owner.getController())))
        .toList();
  }
}
