package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the validators in their order and takes the first reason to refuse a spec. */
public final class Violations {

  private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

  private Violations() {}

  /**
   * Why the spec is refused, as the InvalidSpec condition says it; empty if it is fine.
   *
   * @param services the Services that it names, as far as they exist
   * @param templates the analysis templates of its namespace and of the cluster
   * @param capabilities what this controller can drive
   * @param routes why its routes cannot carry its traffic, if so
   */
  public static Optional<String> first(
      RolloutFacts rollout,
      List<ServiceFacts> services,
      TemplateCatalog templates,
      Capabilities capabilities,
      Optional<SpecError> routes) {
    return all(
            rollout.name(),
            rollout.spec(),
            new Workload.NotReferenced(),
            references(services, templates),
            capabilities,
            routes)
        .findFirst()
        .map(error -> error.message(rollout.name()));
  }

  /**
   * All reasons in the order of the validators, as lint and plan show them; found one by one as the
   * stream is read.
   *
   * @param routes why its routes cannot carry its traffic, if so
   */
  public static Stream<SpecError> all(
      String rolloutName,
      RolloutSpec spec,
      Workload workload,
      References references,
      Capabilities capabilities,
      Optional<SpecError> routes) {
    JsonNode template = template(spec, workload);
    return Stream.<Supplier<Stream<SpecError>>>of(
            () -> SpecValidator.errors(spec, workload, capabilities),
            () -> UnsupportedFields.errors(spec),
            () -> ReferenceValidator.errors(rolloutName, spec, template, references),
            routes::stream)
        .flatMap(Supplier::get);
  }

  private static JsonNode template(RolloutSpec spec, Workload workload) {
    return workload instanceof Workload.Found(var selector, JsonNode template)
        ? template
        : Objects.requireNonNullElse(spec.template(), EMPTY);
  }

  /** What was found of what a Rollout refers to, as the validators take it. */
  public static References references(List<ServiceFacts> services, TemplateCatalog templates) {
    Map<String, References.ServiceState> byName =
        services.stream().collect(Collectors.toMap(ServiceFacts::name, Violations::state));
    return new References(byName, templates);
  }

  private static References.ServiceState state(ServiceFacts service) {
    return new References.ServiceState(
        service.selector(), Optional.of(service.managedBy()).filter(manager -> !manager.isEmpty()));
  }
}
