package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The few things about a pod template that are worth saying before the API server is asked:
 * whatever else is wrong with it, a dry run tells.
 */
final class PodTemplateRules {

  private static final String LABELS = "spec.template.metadata.labels";
  private static final String CONTAINERS = "spec.template.spec.containers";
  private static final String RESTART_POLICY = "spec.template.spec.restartPolicy";
  private static final String DNS_LABEL =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end"
          + " with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

  private PodTemplateRules() {}

  static Stream<SpecError> check(Subject subject) {
    JsonNode template = subject.template();
    LabelSelector selector = subject.selector();
    if (subject.isPending() || selector == null) {
      return Stream.empty();
    }
    return Stream.of(
            labels(template.path("metadata").path("labels"), selector),
            containers(template.path("spec").path("containers")),
            restartPolicy(template.path("spec").path("restartPolicy").asText()))
        .flatMap(errors -> errors);
  }

  private static Stream<SpecError> labels(JsonNode labels, LabelSelector selector) {
    Map<String, String> map = new HashMap<>();
    labels.properties().forEach(label -> map.put(label.getKey(), label.getValue().asText()));
    return SelectorMatch.matches(selector, map)
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                LABELS, ShownValue.of(labels), "`selector` does not match template `labels`"));
  }

  private static Stream<SpecError> containers(JsonNode containers) {
    if (containers.isEmpty()) {
      return Stream.of(new SpecError.Required(CONTAINERS, ""));
    }
    List<SpecError> errors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      String path = CONTAINERS + "[" + i + "]";
      String name = containers.path(i).path("name").asText();
      name(path + ".name", name, names).forEach(errors::add);
      if (containers.path(i).path("image").asText().isEmpty()) {
        errors.add(new SpecError.Required(path + ".image", ""));
      }
    }
    return errors.stream();
  }

  private static Stream<SpecError> name(String path, String name, Set<String> names) {
    if (name.isEmpty()) {
      return Stream.of(new SpecError.Required(path, ""));
    }
    if (LabelSyntax.isTooLong(name)) {
      return Stream.of(
          new SpecError.Invalid(path, ShownValue.of(name), "must be no more than 63 bytes"));
    }
    if (!LabelSyntax.isDnsLabel(name)) {
      return Stream.of(new SpecError.Invalid(path, ShownValue.of(name), DNS_LABEL));
    }
    return names.add(name)
        ? Stream.empty()
        : Stream.of(new SpecError.Duplicate(path, ShownValue.of(name)));
  }

  private static Stream<SpecError> restartPolicy(String policy) {
    return policy.isEmpty() || policy.equals("Always")
        ? Stream.empty()
        : Stream.of(
            new SpecError.Unsupported(RESTART_POLICY, ShownValue.of(policy), List.of("Always")));
  }
}
