package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.rollout.ObjectRef;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reference to a workload: its kind, its existence, and that there is no second template. */
final class WorkloadRules {

  /** Group and kind of the workloads whose template a Rollout may use. */
  private static final Map<String, String> RESOURCES =
      Map.of(
          "apps/Deployment", "deployments.apps",
          "apps/ReplicaSet", "replicasets.apps",
          "/PodTemplate", "podtemplates");

  private WorkloadRules() {}

  static Stream<SpecError> check(Subject subject) {
    ObjectRef reference = subject.spec().workloadRef();
    return reference == null ? Stream.empty() : problem(subject, reference).stream();
  }

  private static Optional<SpecError> problem(Subject subject, ObjectRef reference) {
    if (!isEmpty(subject.spec().template())) {
      return Optional.of(
          new SpecError.General("template must be empty for workload reference rollout"));
    }
    String type = group(reference.apiVersion()) + "/" + reference.kind();
    String resource = RESOURCES.get(type);
    if (resource == null) {
      return Optional.of(
          new SpecError.General("workload of type %s is not supported".formatted(type)));
    }
    return switch (subject.workload()) {
      case Workload.Missing(String namespace) ->
          Optional.of(
              new SpecError.General(
                  "%s \"%s/%s\" not found".formatted(resource, namespace, reference.name())));
      case Workload.Found found -> Optional.empty();
      case Workload.NotReferenced none -> Optional.empty();
    };
  }

  /** The group of an API version: nothing before a slash is the core group. */
  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash).toLowerCase(Locale.ROOT);
  }

  /**
   * A template without labels, annotations and containers counts as empty: old clients always write
   * one.
   */
  private static boolean isEmpty(@Nullable JsonNode template) {
    return template == null
        || (template.path("metadata").path("labels").isEmpty()
            && template.path("metadata").path("annotations").isEmpty()
            && template.path("spec").path("containers").isEmpty());
  }
}
