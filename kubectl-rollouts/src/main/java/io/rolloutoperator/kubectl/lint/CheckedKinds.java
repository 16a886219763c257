package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.api.schema.FieldFault;
import io.rolloutoperator.api.template.TemplateFaults;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.kubectl.view.At;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The kinds that the operator carries out, each with its check; all others are only looked up. */
final class CheckedKinds {

  private static final Set<String> FIELDS =
      Set.of("apiVersion", "kind", "metadata", "spec", "status");

  private final Map<GroupKind, KindCheck> checks;

  CheckedKinds(Capabilities capabilities) {
    this.checks =
        Map.of(
            argo("Rollout"),
            new RolloutCheck(capabilities),
            GroupKind.TEMPLATE,
            new TemplateCheck(),
            GroupKind.CLUSTER_TEMPLATE,
            new TemplateCheck(),
            argo("AnalysisRun"),
            new RunCheck(),
            argo("Experiment"),
            new ExperimentCheck(),
            new GroupKind(ApiGroup.OPERATOR_GROUP, "GitSync"),
            new GitSyncCheck());
  }

  private static GroupKind argo(String kind) {
    return new GroupKind(ApiGroup.GROUP, kind);
  }

  boolean include(SourceObject object) {
    return check(object).isPresent();
  }

  /** Checks an object; one of another kind is fine. */
  void check(SourceObject object, GivenObjects given, Consumer<Finding> findings) {
    Optional<KindCheck> check = check(object);
    if (check.isPresent() && envelope(object, findings)) {
      check.get().check(object, given, findings);
    }
  }

  private Optional<KindCheck> check(SourceObject object) {
    return Optional.ofNullable(checks.get(GroupKind.of(object)));
  }

  /** What stands around the spec; false if that is another version, of which nothing is known. */
  private static boolean envelope(SourceObject object, Consumer<Finding> findings) {
    String version = At.text(object.tree(), "apiVersion");
    String wanted = object.group() + "/" + ApiGroup.VERSION;
    if (!version.equals(wanted)) {
      findings.accept(
          object.error(
              "apiVersion",
              "there is no %s in version \"%s\": use %s"
                  .formatted(object.kind(), version, wanted)));
      return false;
    }
    if (object.name().isEmpty() && At.text(object.tree(), "metadata", "generateName").isEmpty()) {
      findings.accept(
          object.error("metadata.name", "Required value: name or generateName is required"));
    }
    object.tree().properties().stream()
        .map(Map.Entry::getKey)
        .filter(field -> !FIELDS.contains(field))
        .map(FieldFault.Unknown::new)
        .forEach(fault -> findings.accept(StrictSpec.finding(object, fault)));
    TemplateFaults.ofMetadata(object.tree().path("metadata"), "metadata")
        .forEach(fault -> findings.accept(StrictSpec.finding(object, fault)));
    return true;
  }
}
