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
import java.util.stream.Collectors;

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
    RolloutSpec spec = rollout.spec();
    JsonNode template = Objects.requireNonNullElse(spec.template(), EMPTY);
    return SpecValidator.firstError(spec, new Workload.NotReferenced(), capabilities)
        .or(() -> UnsupportedFields.firstError(spec))
        .or(
            () ->
                ReferenceValidator.firstError(
                    rollout.name(), spec, template, references(services, templates)))
        .or(() -> routes)
        .map(error -> error.message(rollout.name()));
  }

  private static References references(List<ServiceFacts> services, TemplateCatalog templates) {
    Map<String, References.ServiceState> byName =
        services.stream().collect(Collectors.toMap(ServiceFacts::name, Violations::state));
    return new References(byName, templates);
  }

  private static References.ServiceState state(ServiceFacts service) {
    return new References.ServiceState(
        service.selector(), Optional.of(service.managedBy()).filter(manager -> !manager.isEmpty()));
  }
}
