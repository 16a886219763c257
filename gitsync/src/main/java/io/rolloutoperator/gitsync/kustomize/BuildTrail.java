package io.rolloutoperator.gitsync.kustomize;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a resource came from and what changed it, for {@code buildMetadata}. Empty unless a
 * kustomization asks for it.
 */
final class BuildTrail {

  /**
   * A place that made or changed a resource.
   *
   * @param path of the file that holds it; empty for what a field of a kustomization made
   * @param configuredIn the kustomization file; empty if {@code path} is given
   * @param kind of the built-in generator or transformer
   */
  record Step(String path, String configuredIn, String kind) {

    static Step file(String path) {
      return new Step(path, "", "");
    }

    static Step builtin(String configuredIn, String kind) {
      return new Step("", configuredIn, kind);
    }

    /** As YAML, a key to a line, each after the indent. */
    String yaml(String indent) {
      if (configuredIn.isEmpty()) {
        return "path: " + path + "\n";
      }
      return String.join(
          "\n" + indent,
          "configuredIn: " + configuredIn,
          "configuredBy:",
          "  apiVersion: builtin",
          "  kind: " + kind + "\n");
    }
  }

  private @Nullable Step start;
  private final List<Step> changes = new ArrayList<>();

  boolean tracked() {
    return start != null;
  }

  void startAt(Step step) {
    start = step;
  }

  /** Adds a change; for a resource of unknown origin it is the origin. */
  void add(Step step) {
    if (start == null) {
      start = step;
    } else {
      changes.add(step);
    }
  }

  /** Keeps the older one's changes. */
  void succeed(BuildTrail older) {
    changes.addAll(0, older.changes);
  }

  /** Takes over the older one's start, if it has one. */
  void keepStartOf(BuildTrail older) {
    if (older.start != null) {
      start = older.start;
    }
  }

  /** Writes what is known as annotations. */
  void annotate(Resource resource, boolean withOrigin, boolean withChanges) {
    var annotations = Nodes.marks(resource.metadata().get("annotations"));
    if (withOrigin && start != null) {
      annotations.put("config.kubernetes.io/origin", start.yaml(""));
    }
    if (withChanges && !changes.isEmpty()) {
      StringBuilder yaml = new StringBuilder();
      changes.forEach(step -> yaml.append("- ").append(step.yaml("  ")));
      annotations.put("alpha.config.kubernetes.io/transformations", yaml.toString());
    }
    Nodes.putTexts(resource.metadata(), "annotations", annotations);
  }
}
