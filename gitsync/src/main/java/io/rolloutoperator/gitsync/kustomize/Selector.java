package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a patch or a replacement is for. Its parts are expressions that must match
 * whole; one that is left out matches everything.
 */
final class Selector {

  private final @Nullable Pattern group;
  private final @Nullable Pattern version;
  private final @Nullable Pattern kind;
  private final @Nullable Pattern name;
  private final @Nullable Pattern namespace;
  private final LabelSelector labels;
  private final LabelSelector annotations;

  private Selector(JsonNode selector) {
    group = pattern(selector, "group");
    version = pattern(selector, "version");
    kind = pattern(selector, "kind");
    name = pattern(selector, "name");
    namespace = pattern(selector, "namespace");
    labels = LabelSelector.parse(KustomizationFile.text(selector, "labelSelector"));
    annotations = LabelSelector.parse(KustomizationFile.text(selector, "annotationSelector"));
  }

  /**
   * Reads it.
   *
   * @throws BuildException if a part is no valid expression
   */
  static Selector of(JsonNode selector) {
    return new Selector(selector);
  }

  private static @Nullable Pattern pattern(JsonNode selector, String field) {
    String text = KustomizationFile.text(selector, field);
    try {
      return text.isEmpty() ? null : Pattern.compile("^(?:" + text + ")$");
    } catch (PatternSyntaxException e) {
      throw new BuildException("\"%s\" is no valid expression for %s".formatted(text, field));
    }
  }

  /** Whether it names a kind, a name or a namespace, not only labels or annotations. */
  boolean namesObjects() {
    return Stream.of(group, version, kind, name, namespace).anyMatch(Objects::nonNull);
  }

  boolean selectsByLabels() {
    return !labels.isEmpty() || !annotations.isEmpty();
  }

  boolean matchesLabels(Resource resource) {
    JsonNode metadata = resource.object().path("metadata");
    return labels.matches(Nodes.marks(metadata.get("labels")))
        && annotations.matches(Nodes.marks(metadata.get("annotations")));
  }

  /** Whether an id is meant, its namespace as it is written. */
  boolean matches(ResourceId id) {
    return matchesType(id) && matches(name, id.name()) && matches(namespace, id.namespace());
  }

  /** The resources that are meant by their original or present name and namespace. */
  List<Resource> select(ResourceList resources) {
    return resources.all().stream().filter(each -> !each.gone() && selects(each)).toList();
  }

  private boolean selects(Resource resource) {
    ResourceId original = resource.originalId();
    ResourceId present = resource.id();
    return (matches(namespace, original.effectiveNamespace())
            || matches(namespace, present.effectiveNamespace()))
        && (matches(name, original.name()) || matches(name, present.name()))
        && matchesType(present)
        && matchesLabels(resource);
  }

  private boolean matchesType(ResourceId id) {
    return matches(group, id.group()) && matches(version, id.version()) && matches(kind, id.kind());
  }

  private static boolean matches(@Nullable Pattern pattern, String text) {
    return pattern == null || pattern.matcher(text).find();
  }
}
