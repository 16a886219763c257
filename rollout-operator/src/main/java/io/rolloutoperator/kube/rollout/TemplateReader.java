package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the analysis templates that a Rollout names, and those that these include, as far as
 * they exist.
 */
final class TemplateReader {

  private final RolloutCaches caches;
  private final RolloutFacts rollout;

  TemplateReader(RolloutCaches caches, RolloutFacts rollout) {
    this.caches = caches;
    this.rollout = rollout;
  }

  TemplateCatalog catalog() {
    Map<AnalysisTemplateRef, AnalysisTemplateSpec> found = new HashMap<>();
    Deque<AnalysisTemplateRef> open = new ArrayDeque<>(TemplateRefs.of(rollout.spec()));
    while (!open.isEmpty()) {
      AnalysisTemplateRef ref = open.pop();
      if (!found.containsKey(ref)) {
        read(ref)
            .ifPresent(
                spec -> {
                  found.put(ref, spec);
                  open.addAll(spec.templates());
                });
      }
    }
    return new TemplateCatalog(found);
  }

  /**
   * A template that cannot be read counts as absent: the Rollout then says that it is not found.
   */
  private Optional<AnalysisTemplateSpec> read(AnalysisTemplateRef ref) {
    Optional<Decoded<AnalysisTemplateSpec>> decoded =
        ref.clusterScope()
            ? caches.clusterTemplate(ref.templateName()).map(TemplateReader::decoded)
            : caches.template(rollout.namespace(), ref.templateName()).map(TemplateReader::decoded);
    return decoded.flatMap(
        spec ->
            spec instanceof Decoded.Valid<AnalysisTemplateSpec>(AnalysisTemplateSpec value)
                ? Optional.of(value)
                : Optional.empty());
  }

  private static Decoded<AnalysisTemplateSpec> decoded(CustomResource<JsonNode, ?> template) {
    return Decoder.spec(template.getSpec(), AnalysisTemplateSpec.class);
  }
}
