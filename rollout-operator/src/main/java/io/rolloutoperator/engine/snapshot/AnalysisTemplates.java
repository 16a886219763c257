package io.rolloutoperator.engine.snapshot;

import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import java.util.Map;
import java.util.Optional;

/**
 * The analysis templates that a Rollout and its templates name, as far as they exist.
 *
 * @param namespaced AnalysisTemplates of the Rollout's namespace by name
 * @param cluster ClusterAnalysisTemplates by name
 */
public record AnalysisTemplates(
    Map<String, AnalysisTemplateSpec> namespaced, Map<String, AnalysisTemplateSpec> cluster) {

  /** No template at all. */
  public static final AnalysisTemplates NONE = new AnalysisTemplates(Map.of(), Map.of());

  public AnalysisTemplates {
    namespaced = Map.copyOf(namespaced);
    cluster = Map.copyOf(cluster);
  }

  /** The template of that name, if it exists. */
  public Optional<AnalysisTemplateSpec> find(String name, boolean clusterScope) {
    return Optional.ofNullable((clusterScope ? cluster : namespaced).get(name));
  }
}
