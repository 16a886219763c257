package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Service;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.AnalysisTemplate;
import io.rolloutoperator.api.ClusterAnalysisTemplate;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.snapshot.ClockJumps;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the real reader makes of objects that a test holds instead of informers. */
final class Readings implements RolloutCaches {

  static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private List<ReplicaSetTree> replicaSets = List.of();
  private List<AnalysisRun> runs = List.of();
  private List<Service> services = List.of();
  private List<AnalysisTemplate> templates = List.of();

  static <T> T parse(String yaml, Class<T> type) {
    try {
      return YAML.readValue(yaml, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }

  Readings replicaSets(String... yaml) {
    replicaSets = all(ReplicaSetTree.class, yaml);
    return this;
  }

  Readings runs(String... yaml) {
    runs = all(AnalysisRun.class, yaml);
    return this;
  }

  Readings services(String... yaml) {
    services = all(Service.class, yaml);
    return this;
  }

  Readings templates(String... yaml) {
    templates = all(AnalysisTemplate.class, yaml);
    return this;
  }

  /** Reads with live routes and trials of templates from that API. */
  Reading read(ObjectApi api, Rollout rollout) {
    return read(api, rollout, NOW);
  }

  Reading read(ObjectApi api, Rollout rollout, Instant now) {
    return reader(api).read(rollout, new ClockWatch.Moment(now, ClockJumps.NONE));
  }

  /** The Rollout itself, as the reader understands it. */
  RolloutFacts facts(ObjectApi api, Rollout rollout) {
    return reader(api).leftBehind(rollout, NOW).snapshot().rollout();
  }

  SnapshotReader reader(ObjectApi api) {
    return new SnapshotReader(
        this,
        new TemplateMatcher(new TemplateTrial(api)),
        new LiveReads(
            new LiveRouteReader(api, RouteListener.NOBODY),
            new RestartReader(api, new Evictions())),
        Optional.empty());
  }

  private static <T> List<T> all(Class<T> type, String... yaml) {
    return List.of(yaml).stream().map(one -> parse(one, type)).toList();
  }

  @Override
  public Collection<ReplicaSetTree> replicaSets(Rollout rollout) {
    return replicaSets;
  }

  @Override
  public Collection<ReplicaSetTree> orphans(String namespace) {
    return List.of();
  }

  @Override
  public Collection<AnalysisRun> analysisRuns(Rollout rollout) {
    return runs;
  }

  @Override
  public Collection<Service> managedServices(Rollout rollout) {
    return services.stream()
        .filter(
            service ->
                rollout
                    .getMetadata()
                    .getName()
                    .equals(
                        ReplicaSetReader.orEmpty(service.getMetadata().getAnnotations())
                            .get("argo-rollouts.argoproj.io/managed-by-rollouts")))
        .toList();
  }

  @Override
  public Collection<Service> leftServices(Rollout rollout) {
    return managedServices(rollout);
  }

  @Override
  public Optional<String> version(ObjectKey object) {
    return Optional.empty();
  }

  @Override
  public Optional<Service> service(String namespace, String name) {
    return services.stream()
        .filter(service -> service.getMetadata().getName().equals(name))
        .findFirst();
  }

  @Override
  public Optional<AnalysisTemplate> template(String namespace, String name) {
    return templates.stream()
        .filter(template -> template.getMetadata().getName().equals(name))
        .findFirst();
  }

  @Override
  public Optional<ClusterAnalysisTemplate> clusterTemplate(String name) {
    return Optional.empty();
  }
}
