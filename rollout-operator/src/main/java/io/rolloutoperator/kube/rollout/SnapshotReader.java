package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.Service;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.api.template.StepHash;
import io.rolloutoperator.engine.snapshot.AnalysisRunFacts;
import io.rolloutoperator.engine.snapshot.ClockJumps;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import io.rolloutoperator.engine.strategy.Strategy;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.engine.validation.Violations;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.objects.ObjectTree;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import io.rolloutoperator.traffic.Routers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads everything that a pass looks at from the caches into one immutable record. */
final class SnapshotReader {

  private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();
  private static final Capabilities CAPABILITIES = Routers.capabilities();

  private final RolloutCaches caches;
  private final TemplateMatcher matcher;
  private final LiveReads live;
  private final Optional<String> instanceId;

  SnapshotReader(
      RolloutCaches caches, TemplateMatcher matcher, LiveReads live, Optional<String> instanceId) {
    this.caches = caches;
    this.matcher = matcher;
    this.live = live;
    this.instanceId = instanceId;
  }

  /**
   * The versions for the write fence: those that a snapshot which is read afterwards shows, or
   * older ones. Nothing is asked of the API server, as most of what the fence refuses would be
   * asked again.
   *
   * @param rollout as the pass was given it, which may be behind the caches
   * @param awaited what the fence waits for
   */
  Map<ObjectKey, String> versions(Rollout rollout, Set<ObjectKey> awaited) {
    Map<ObjectKey, String> versions = new HashMap<>();
    awaited.forEach(
        object -> caches.version(object).ifPresent(version -> versions.put(object, version)));
    versions.put(ObjectKey.of(rollout), rollout.getMetadata().getResourceVersion());
    return versions;
  }

  /**
   * The Rollout and all that belongs to it, as of now.
   *
   * @throws CannotReadException if routes cannot be seen
   */
  Reading read(Rollout rollout, ClockWatch.Moment moment) {
    Decoded<RolloutSpec> spec = Decoder.spec(rollout.getSpec(), RolloutSpec.class);
    RolloutFacts facts = facts(rollout, orEmpty(spec, RolloutSpec.class), status(rollout));
    Belongings belongings = belongings(rollout, facts);
    return new Reading(
        snapshot(rollout, moment, spec, facts, belongings),
        ObjectKey.of(rollout),
        ObjectReference.to(rollout),
        belongings.handles(rollout));
  }

  /** What is left of a Rollout that is gone: the Services that note it as their manager. */
  Reading leftBehind(Rollout rollout, Instant now) {
    return reading(rollout, now, List.copyOf(caches.leftServices(rollout)));
  }

  /** A Rollout alone: nothing can be decided from it, but its status can be written. */
  Reading alone(Rollout rollout, Instant now) {
    return reading(rollout, now, List.of());
  }

  private Reading reading(Rollout rollout, Instant now, List<Service> services) {
    RolloutFacts facts =
        facts(
            rollout,
            orEmpty(Decoder.spec(rollout.getSpec(), RolloutSpec.class), RolloutSpec.class),
            status(rollout));
    Belongings left = new Belongings(List.of(), List.of(), services, List.of());
    Snapshot snapshot =
        new Snapshot(
            now,
            ClockJumps.NONE,
            facts,
            unmatched(facts),
            "",
            List.of(),
            List.of(),
            left.services().stream().map(SnapshotReader::facts).toList(),
            List.of(),
            new TemplateCatalog(Map.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            instanceId);
    return new Reading(
        snapshot, ObjectKey.of(rollout), ObjectReference.to(rollout), left.handles(rollout));
  }

  /** Objects beside the Rollout, at one moment. */
  private record Belongings(
      List<ReplicaSetTree> newestFirst,
      List<ReplicaSetTree> orphans,
      List<Service> services,
      List<AnalysisRun> runs) {

    Map<ObjectKey, Handle> handles(Rollout rollout) {
      Map<ObjectKey, Handle> handles = new HashMap<>();
      Stream.of(List.of(rollout), newestFirst, orphans, services, runs)
          .flatMap(List::stream)
          .forEach(object -> handles.put(ObjectKey.of(object), Handle.of(object)));
      return handles;
    }
  }

  private Belongings belongings(Rollout rollout, RolloutFacts facts) {
    return new Belongings(
        caches.replicaSets(rollout).stream()
            .sorted(
                Comparator.comparing(
                        ReplicaSetReader::facts, Comparator.comparing(ReplicaSetFacts::createdAt))
                    .reversed())
            .toList(),
        List.copyOf(caches.orphans(facts.namespace())),
        services(rollout, facts),
        List.copyOf(caches.analysisRuns(rollout)));
  }

  private Snapshot snapshot(
      Rollout rollout,
      ClockWatch.Moment moment,
      Decoded<RolloutSpec> spec,
      RolloutFacts facts,
      Belongings belongings) {
    List<ServiceFacts> services =
        belongings.services().stream().map(SnapshotReader::facts).toList();
    TemplateReader templates = new TemplateReader(caches, facts);
    RouteReading traffic = live.routes().read(facts);
    Optional<String> violation =
        spec instanceof Decoded.Malformed<RolloutSpec> malformed
            ? Optional.of(malformed.message())
            : Violations.first(facts, services, templates.catalog(), CAPABILITIES, traffic.error());
    return new Snapshot(
        moment.now(),
        moment.jumps(),
        facts,
        violation.isPresent() ? unmatched(facts) : match(rollout, facts, belongings.newestFirst()),
        stepHash(rollout),
        belongings.newestFirst().stream().map(ReplicaSetReader::facts).toList(),
        belongings.orphans().stream().map(ReplicaSetReader::orphan).toList(),
        services,
        belongings.runs().stream()
            .map(SnapshotReader::facts)
            .sorted(Comparator.comparing(AnalysisRunFacts::createdAt).reversed())
            .toList(),
        templates.catalog(),
        traffic.view(),
        live.restarts().read(facts, belongings.newestFirst(), moment.now()),
        violation,
        instanceId);
  }

  private TemplateMatch match(
      Rollout rollout, RolloutFacts facts, List<ReplicaSetTree> newestFirst) {
    JsonNode template = Objects.requireNonNullElse(facts.spec().template(), EMPTY);
    return matcher.match(rollout, facts.status(), template, newestFirst);
  }

  /** A refused spec is not looked up: nothing is decided about its template. */
  private static TemplateMatch unmatched(RolloutFacts facts) {
    return new TemplateMatch.Missing(facts.status().currentPodHash());
  }

  private static RolloutFacts facts(Rollout rollout, RolloutSpec spec, RolloutStatus status) {
    var metadata = rollout.getMetadata();
    return new RolloutFacts(
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid(),
        Objects.requireNonNullElse(metadata.getGeneration(), 0L),
        ReplicaSetReader.orEmpty(metadata.getLabels()),
        ReplicaSetReader.orEmpty(metadata.getAnnotations()),
        spec,
        status,
        ObjectTree.of(rollout));
  }

  /**
   * A status that cannot be read must not count as none: the update under way would be taken for a
   * first deployment and go out at once.
   */
  private static RolloutStatus status(Rollout rollout) {
    if (rollout.getStatus() == null) {
      return RolloutStatus.EMPTY;
    }
    return switch (Decoder.status(rollout.getStatus(), RolloutStatus.class)) {
      case Decoded.Valid<RolloutStatus>(RolloutStatus value) -> value;
      case Decoded.Malformed<RolloutStatus> malformed ->
          throw new CannotReadException(malformed.message());
    };
  }

  private static <T> T orEmpty(Decoded<T> decoded, Class<T> type) {
    return switch (decoded) {
      case Decoded.Valid<T>(T value) -> value;
      case Decoded.Malformed<T> _ ->
          switch (Decoder.decode(EMPTY, type, "")) {
            case Decoded.Valid<T>(T value) -> value;
            case Decoded.Malformed<T> impossible ->
                throw new IllegalStateException(impossible.message());
          };
    };
  }

  private static String stepHash(Rollout rollout) {
    JsonNode canary = ReplicaSetReader.tree(rollout.getSpec()).path("strategy").path("canary");
    return canary.isObject() ? StepHash.of(canary.get("steps")) : "";
  }

  private List<Service> services(Rollout rollout, RolloutFacts facts) {
    List<Service> services = new ArrayList<>(caches.managedServices(rollout));
    for (String name : Strategy.services(facts.tree().path("spec"))) {
      if (services.stream().noneMatch(service -> service.getMetadata().getName().equals(name))) {
        caches.service(facts.namespace(), name).ifPresent(services::add);
      }
    }
    return services;
  }

  private static ServiceFacts facts(Service service) {
    return new ServiceFacts(
        service.getMetadata().getName(),
        ReplicaSetReader.orEmpty(
            service.getSpec() == null ? null : service.getSpec().getSelector()),
        ReplicaSetReader.orEmpty(service.getMetadata().getAnnotations()));
  }

  private static AnalysisRunFacts facts(AnalysisRun run) {
    JsonNode status = ReplicaSetReader.tree(run.getStatus());
    return new AnalysisRunFacts(
        run.getMetadata().getName(),
        Instant.parse(run.getMetadata().getCreationTimestamp()),
        ReplicaSetReader.orEmpty(run.getMetadata().getLabels()),
        status.path("phase").asText(""),
        status.path("message").asText(""),
        ReplicaSetReader.tree(run.getSpec()).path("terminate").asBoolean(false));
  }
}
