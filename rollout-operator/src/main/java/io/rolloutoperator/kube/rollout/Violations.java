package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.Service;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.engine.validation.ReferenceValidator;
import io.rolloutoperator.engine.validation.References;
import io.rolloutoperator.engine.validation.SpecError;
import io.rolloutoperator.engine.validation.SpecValidator;
import io.rolloutoperator.engine.validation.UnsupportedFields;
import io.rolloutoperator.engine.validation.Workload;
import io.rolloutoperator.traffic.gatewayapi.GatewayApiRouter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the validators what was read, and takes the first reason to refuse a spec. */
final class Violations {

  private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();
  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(), Set.of(GatewayApiRouter.PLUGIN));

  private Violations() {}

  static Optional<String> first(
      RolloutFacts rollout,
      List<Service> services,
      TemplateCatalog templates,
      Optional<SpecError> routes) {
    RolloutSpec spec = rollout.spec();
    JsonNode template = Objects.requireNonNullElse(spec.template(), EMPTY);
    return SpecValidator.firstError(spec, new Workload.NotReferenced(), CAPABILITIES)
        .or(() -> UnsupportedFields.firstError(spec))
        .or(
            () ->
                ReferenceValidator.firstError(
                    rollout.name(), spec, template, references(services, templates)))
        .or(() -> routes)
        .map(error -> error.message(rollout.name()));
  }

  private static References references(List<Service> services, TemplateCatalog templates) {
    Map<String, References.ServiceState> byName =
        services.stream()
            .collect(
                Collectors.toMap(service -> service.getMetadata().getName(), Violations::state));
    return new References(byName, templates);
  }

  private static References.ServiceState state(Service service) {
    String manager =
        ReplicaSetReader.orEmpty(service.getMetadata().getAnnotations())
            .get(Annotations.MANAGED_BY);
    return new References.ServiceState(
        ReplicaSetReader.orEmpty(
            service.getSpec() == null ? null : service.getSpec().getSelector()),
        Optional.ofNullable(manager));
  }
}
