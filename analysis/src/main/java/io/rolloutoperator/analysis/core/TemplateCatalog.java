package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The analysis templates that can be referred to: those of the namespace, and the cluster's.
 *
 * @param templates by reference
 */
public record TemplateCatalog(Map<AnalysisTemplateRef, AnalysisTemplateSpec> templates) {

  /** Deepest nesting of templates in templates. */
  static final int MAX_DEPTH = 10;

  public TemplateCatalog {
    templates = Map.copyOf(templates);
  }

  /** Templates that were found, or why not. */
  public sealed interface Collection {

    /**
     * The templates referred to and those they include, each once: those of the namespace, then the
     * cluster's.
     */
    record Found(SequencedMap<AnalysisTemplateRef, AnalysisTemplateSpec> templates)
        implements Collection {}

    /**
     * A template does not exist (yet).
     *
     * @param place who refers to it
     * @param problem such as {@code AnalysisTemplate 'x' not found}
     */
    record Missing(AnalysisTemplateRef ref, Place place, String problem) implements Collection {}

    /**
     * Templates include each other in a circle, or too deeply.
     *
     * @param problem such as {@code cycle in analysis templates: a -> b -> a}
     */
    record Tangled(String problem) implements Collection {}
  }

  /** Who refers to a template. */
  public enum Place {
    TOP_LEVEL,
    NESTED
  }

  /** Collects templates with everything they include. */
  public Collection collect(List<AnalysisTemplateRef> refs) {
    SequencedMap<AnalysisTemplateRef, AnalysisTemplateSpec> found = new LinkedHashMap<>();
    for (AnalysisTemplateRef ref : refs) {
      Optional<Collection> problem = visit(ref, new LinkedHashSet<>(), found);
      if (problem.isPresent()) {
        return problem.get();
      }
    }
    SequencedMap<AnalysisTemplateRef, AnalysisTemplateSpec> ordered = new LinkedHashMap<>();
    found.forEach((ref, spec) -> addIf(!ref.clusterScope(), ref, spec, ordered));
    found.forEach((ref, spec) -> addIf(ref.clusterScope(), ref, spec, ordered));
    return new Collection.Found(ordered);
  }

  private static void addIf(
      boolean wanted,
      AnalysisTemplateRef ref,
      AnalysisTemplateSpec spec,
      Map<AnalysisTemplateRef, AnalysisTemplateSpec> ordered) {
    if (wanted) {
      ordered.put(ref, spec);
    }
  }

  private Optional<Collection> visit(
      AnalysisTemplateRef ref,
      LinkedHashSet<AnalysisTemplateRef> path,
      Map<AnalysisTemplateRef, AnalysisTemplateSpec> found) {
    if (path.contains(ref)) {
      return Optional.of(
          new Collection.Tangled("cycle in analysis templates: " + circle(path, ref)));
    }
    if (path.size() >= MAX_DEPTH) {
      return Optional.of(
          new Collection.Tangled("analysis templates nested deeper than " + MAX_DEPTH));
    }
    AnalysisTemplateSpec spec = templates.get(ref);
    if (spec == null) {
      Place place = path.isEmpty() ? Place.TOP_LEVEL : Place.NESTED;
      return Optional.of(new Collection.Missing(ref, place, notFound(ref)));
    }
    if (found.putIfAbsent(ref, spec) != null) {
      return Optional.empty();
    }
    path.add(ref);
    for (AnalysisTemplateRef inner : spec.templates()) {
      Optional<Collection> problem = visit(inner, path, found);
      if (problem.isPresent()) {
        return problem;
      }
    }
    path.remove(ref);
    return Optional.empty();
  }

  private static String circle(LinkedHashSet<AnalysisTemplateRef> path, AnalysisTemplateRef back) {
    List<String> names = new ArrayList<>();
    boolean within = false;
    for (AnalysisTemplateRef ref : path) {
      within |= ref.equals(back);
      if (within) {
        names.add(ref.templateName());
      }
    }
    names.add(back.templateName());
    return String.join(" -> ", names);
  }

  private static String notFound(AnalysisTemplateRef ref) {
    return (ref.clusterScope() ? "ClusterAnalysisTemplate" : "AnalysisTemplate")
        + " '"
        + ref.templateName()
        + "' not found";
  }
}
