package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.api.schema.FieldFaults;
import io.rolloutoperator.engine.validation.ReferenceValidator;
import io.rolloutoperator.engine.validation.References;
import io.rolloutoperator.engine.validation.SpecError;
import io.rolloutoperator.engine.validation.SuspiciousSpec;
import io.rolloutoperator.engine.validation.Violations;
import io.rolloutoperator.engine.validation.Workload;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.Routers;
import io.rolloutoperator.traffic.TrafficRouter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what an update would do, by letting the controller's planner do it in memory. */
public final class Forecaster {

  private final Beginning beginning;
  private final RolloutSpec spec;
  private final RolloutStatus status;

  private Forecaster(Beginning beginning, RolloutSpec spec, RolloutStatus status) {
    this.beginning = beginning;
    this.spec = spec;
    this.status = status;
  }

  /**
   * The forecast.
   *
   * @param now the Rollout as it is; of a new one the same as that which is to come
   */
  public static Forecast of(Beginning beginning, JsonNode now) {
    ObjectNode rollout = withReplicas(beginning.rollout());
    Beginning complete =
        new Beginning(beginning.now(), rollout, beginning.objects(), beginning.knowledge());
    JsonNode before = withReplicas(now);
    RolloutStatus status =
        At.node(rollout, "status").isObject()
                && Decoder.status(rollout.path("status"), RolloutStatus.class)
                    instanceof Decoded.Valid<RolloutStatus>(RolloutStatus valid)
            ? valid
            : RolloutStatus.EMPTY;
    return switch (Decoder.spec(rollout.path("spec"), RolloutSpec.class)) {
      case Decoded.Valid<RolloutSpec>(RolloutSpec spec) ->
          new Forecaster(complete, spec, status).forecast(before);
      case Decoded.Malformed<RolloutSpec> malformed ->
          refused(complete, before, List.of(malformed.message()));
    };
  }

  /** An absent number of pods becomes 1 before anything else. */
  private static ObjectNode withReplicas(JsonNode rollout) {
    ObjectNode complete = rollout.deepCopy();
    if (complete.path("spec") instanceof ObjectNode spec && !spec.hasNonNull("replicas")) {
      spec.put("replicas", 1);
    }
    return complete;
  }

  private static Forecast refused(Beginning beginning, JsonNode now, List<String> why) {
    return new Forecast(
        Subjects.unreadable(beginning, now), List.of(), 0, new Ending.Refused(), why, List.of());
  }

  private Forecast forecast(JsonNode before) {
    Optional<ForecastRoutes> routes = routes();
    List<String> refused = refusals(routes);
    List<String> doubtful = doubts();
    ForecastWorld world = new ForecastWorld(beginning, spec, status, routes);
    Forecast.Subject subject = Subjects.of(beginning, before, spec, world);
    CanaryStrategy canary = spec.strategy().canary();
    if (!refused.isEmpty() || canary == null) {
      return new Forecast(subject, List.of(), 0, new Ending.Refused(), refused, doubtful);
    }
    Course course = new Course(canary, world);
    Ending ending = new Simulation(world, course, spec).run();
    return new Forecast(subject, course.steps(), course.peak(), ending, refused, doubtful);
  }

  private List<String> refusals(Optional<ForecastRoutes> routes) {
    KnownObjects known = new KnownObjects(beginning);
    References references =
        Violations.references(
            known.services(ReferenceValidator.services(spec)), known.templates(spec));
    return Violations.all(
            At.name(beginning.rollout()),
            spec,
            new Workload.NotReferenced(),
            references,
            Routers.capabilities(),
            obstacle(routes))
        .map(SpecError::detail)
        .distinct()
        .toList();
  }

  private Optional<SpecError> obstacle(Optional<ForecastRoutes> routes) {
    CanaryStrategy canary = spec.strategy().canary();
    Optional<Routers.Named> named = router();
    if (canary == null || named.isEmpty()) {
      return Optional.empty();
    }
    ObservedRoutes none = new ObservedRoutes(List.of(), List.of());
    return named.get().obstacle(canary, routes.map(ForecastRoutes::observed).orElse(none));
  }

  private Optional<Routers.Named> router() {
    return Optional.ofNullable(spec.strategy().canary())
        .flatMap(canary -> Routers.of(canary, At.namespace(beginning.rollout())));
  }

  private Optional<ForecastRoutes> routes() {
    CanaryStrategy canary = spec.strategy().canary();
    KnownObjects known = new KnownObjects(beginning);
    return router()
        .filter(named -> canary != null)
        .flatMap(
            named ->
                named.router() instanceof Decoded.Valid<TrafficRouter>(TrafficRouter router)
                    ? Optional.of(
                        new ForecastRoutes(
                            router,
                            known.routes(router, Objects.requireNonNull(canary)),
                            known.grants(router, At.namespace(beginning.rollout()))))
                    : Optional.empty());
  }

  private List<String> doubts() {
    JsonNode written =
        Objects.requireNonNullElse(
            beginning.rollout().get("spec"), JsonNodeFactory.instance.objectNode());
    return Stream.of(
            SuspiciousSpec.suspicions(spec).map(SuspiciousSpec.Suspicion::message),
            new KnownObjects(beginning).unmeasurable(spec),
            FieldFaults.unknown(written, RolloutSpec.class, "spec").stream()
                .map(path -> path + ": unknown field, has no effect"))
        .flatMap(doubts -> doubts)
        .toList();
  }
}
