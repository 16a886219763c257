package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
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
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.metrics.AnalysisTemplateSample;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The informers of what belongs to Rollouts: their content, and which Rollout an event wakes. */
final class RolloutInformers implements RolloutCaches {

  private static final long LIST_LIMIT = 500;

  /** Index of ReplicaSets without a controller, by namespace: usually there is none. */
  private static final String ORPHANS = "orphans";

  private final EventSourceContext<Rollout> sources;
  private final ApiClients clients;
  private final InformerEventSource<ReplicaSetTree, Rollout> replicaSets;
  private final InformerEventSource<AnalysisRun, Rollout> analysisRuns;
  private final InformerEventSource<Service, Rollout> services;
  private final InformerEventSource<AnalysisTemplate, Rollout> templates;
  private final InformerEventSource<ClusterAnalysisTemplate, Rollout> clusterTemplates;

  private RolloutInformers(
      EventSourceContext<Rollout> sources, ControllerContext context, ServiceLinks links) {
    this.sources = sources;
    this.clients = context.clients();
    ControllerSettings settings = context.settings();
    replicaSets =
        labelled(ReplicaSetTree.class, Annotations.POD_TEMPLATE_HASH, this::ownerOrSelecting);
    replicaSets.addIndexer(ORPHANS, RolloutInformers::orphanOf);
    analysisRuns =
        labelled(
            AnalysisRun.class,
            settings.labelSelector(),
            Mappers.fromOwnerReferences(Rollout.class));
    services = of(Service.class, service -> links.concerned(service, sources.getPrimaryCache()));
    ServiceLinks.index(services);
    templates = of(AnalysisTemplate.class, this::ofNamespace);
    clusterTemplates = of(ClusterAnalysisTemplate.class, _ -> all());
  }

  /**
   * Begins nothing yet.
   *
   * @param links what passes noted of Services
   */
  static RolloutInformers of(
      EventSourceContext<Rollout> sources, ControllerContext context, ServiceLinks links) {
    return new RolloutInformers(sources, context, links);
  }

  List<EventSource<?, Rollout>> sources() {
    return List.of(replicaSets, analysisRuns, services, templates, clusterTemplates);
  }

  /** Kinds that have not been read even once. */
  Set<ApiResource> unread() {
    return Map.of(
            Kinds.REPLICA_SET, replicaSets,
            Kinds.ANALYSIS_RUN, analysisRuns,
            Kinds.SERVICE, services,
            Kinds.ANALYSIS_TEMPLATE, templates,
            Kinds.CLUSTER_ANALYSIS_TEMPLATE, clusterTemplates)
        .entrySet()
        .stream()
        .filter(source -> !isRead(source.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean isRead(InformerEventSource<?, Rollout> source) {
    return source.informerHealthIndicators().values().stream()
        .allMatch(InformerHealthIndicator::hasSynced);
  }

  @Override
  public Collection<ReplicaSetTree> replicaSets(Rollout rollout) {
    return controlledBy(rollout, replicaSets.getSecondaryResources(rollout));
  }

  @Override
  public Collection<ReplicaSetTree> orphans(String namespace) {
    return replicaSets.byIndex(ORPHANS, namespace);
  }

  @Override
  public Collection<AnalysisRun> analysisRuns(Rollout rollout) {
    return controlledBy(rollout, analysisRuns.getSecondaryResources(rollout));
  }

  @Override
  public Collection<Service> managedServices(Rollout rollout) {
    return ServiceLinks.managed(services, rollout);
  }

  @Override
  public Collection<Service> leftServices(Rollout rollout) {
    return ServiceLinks.left(services, rollout);
  }

  @Override
  public Optional<String> version(ObjectKey object) {
    ResourceID id = new ResourceID(object.name(), object.namespace());
    Optional<? extends HasMetadata> held =
        switch (object.kind()) {
          case "ReplicaSet" -> replicaSets.get(id);
          case "AnalysisRun" -> analysisRuns.get(id);
          case "Service" -> services.get(id);
          case "Rollout" -> sources.getPrimaryCache().get(id);
          default -> Optional.empty();
        };
    return held.map(one -> one.getMetadata().getResourceVersion());
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

  /** All templates in the words of the metrics; none before the start, as in a standby. */
  Stream<AnalysisTemplateSample> templateSamples() {
    if (!templates.isRunning() || !clusterTemplates.isRunning()) {
      return Stream.of();
    }
    return Stream.<CustomResource<JsonNode, JsonNode>>concat(
            templates.list(_ -> true), clusterTemplates.list(_ -> true))
        .map(
            template ->
                AnalysisTemplateSample.of(
                    template.getKind(),
                    Objects.requireNonNullElse(template.getMetadata().getNamespace(), ""),
                    template.getMetadata().getName(),
                    ReplicaSetReader.tree(template.getSpec())));
  }

  private <R extends HasMetadata> InformerEventSource<R, Rollout> labelled(
      Class<R> kind, String labelSelector, SecondaryToPrimaryMapper<R> woken) {
    clients.watches(kind);
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, Rollout.class)
            .withSecondaryToPrimaryMapper(woken)
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

  /** A ReplicaSet wakes its owner; one without a controller wakes who may adopt it. */
  private Set<ResourceID> ownerOrSelecting(ReplicaSetTree replicaSet) {
    if (hasController(replicaSet)) {
      return Mappers.<ReplicaSetTree>fromOwnerReferences(Rollout.class)
          .toPrimaryResourceIDs(replicaSet);
    }
    return ids(
        sources
            .getPrimaryCache()
            .list(
                replicaSet.getMetadata().getNamespace(),
                rollout -> WrittenSelector.of(rollout).selects(replicaSet)));
  }

  private static List<String> orphanOf(ReplicaSetTree replicaSet) {
    return hasController(replicaSet) ? List.of() : List.of(replicaSet.getMetadata().getNamespace());
  }

  private static boolean hasController(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()));
  }

  private Set<ResourceID> ofNamespace(HasMetadata object) {
    return ids(sources.getPrimaryCache().list(object.getMetadata().getNamespace(), _ -> true));
  }

  private Set<ResourceID> all() {
    return ids(sources.getPrimaryCache().list(_ -> true));
  }

  private static Set<ResourceID> ids(Stream<Rollout> rollouts) {
    return rollouts.map(ResourceID::fromResource).collect(Collectors.toSet());
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
