package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.validation.References.ServiceState;
import io.rolloutoperator.kubectl.view.At;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All objects of the files, to look up what one refers to. Of a kind that no file has nothing is
 * known: it is taken for granted.
 */
final class GivenObjects {

  static final String SERVICE = "Service";
  static final String TEMPLATE = "AnalysisTemplate";
  static final String CLUSTER_TEMPLATE = "ClusterAnalysisTemplate";

  /** Stands for a template that no file has: it measures nothing and wants nothing. */
  private static final AnalysisTemplateSpec ANY =
      new AnalysisTemplateSpec(List.of(), List.of(), List.of(), List.of(), List.of());

  private final Map<String, List<SourceObject>> byKind = new HashMap<>();
  private final IdentityHashMap<SourceObject, AnalysisTemplateSpec> templates =
      new IdentityHashMap<>();

  GivenObjects(Collection<SourceObject> objects) {
    for (SourceObject object : objects) {
      byKind.computeIfAbsent(object.kind(), _ -> new ArrayList<>()).add(object);
      if (object.kind().equals(TEMPLATE) || object.kind().equals(CLUSTER_TEMPLATE)) {
        templates.put(object, template(object));
      }
    }
  }

  /** One that cannot be read is told by itself, and hides nothing here. */
  private static AnalysisTemplateSpec template(SourceObject object) {
    return Decoder.spec(object.tree().get("spec"), AnalysisTemplateSpec.class)
            instanceof Decoded.Valid<AnalysisTemplateSpec>(AnalysisTemplateSpec valid)
        ? valid
        : ANY;
  }

  /** Whether any file has an object of that kind. */
  boolean has(String kind) {
    return byKind.containsKey(kind);
  }

  /** Objects of a kind that an object can refer to; those of its own file last. */
  Stream<SourceObject> near(SourceObject from, String kind) {
    return in(from.namespace(), from, kind);
  }

  /** The same of another namespace than that of the object. */
  Stream<SourceObject> in(String namespace, SourceObject from, String kind) {
    List<SourceObject> all =
        byKind.getOrDefault(kind, List.of()).stream()
            .filter(object -> object.mayBeIn(namespace))
            .toList();
    return Stream.concat(
        all.stream().filter(object -> !object.file().equals(from.file())),
        all.stream().filter(object -> object.file().equals(from.file())));
  }

  /** The object so named, preferably of the same file. */
  Optional<SourceObject> find(SourceObject from, String kind, String name) {
    return near(from, kind)
        .filter(object -> object.name().equals(name))
        .reduce((first, second) -> second);
  }

  /**
   * The Services for the validators.
   *
   * @param named those that it refers to
   */
  Map<String, ServiceState> services(SourceObject from, Set<String> named) {
    Map<String, ServiceState> services = new TreeMap<>();
    if (!has(SERVICE)) {
      named.forEach(name -> services.put(name, new ServiceState(Map.of(), Optional.empty())));
    }
    near(from, SERVICE).forEach(service -> services.put(service.name(), state(service)));
    return services;
  }

  private static ServiceState state(SourceObject service) {
    Map<String, String> selector = new TreeMap<>();
    At.node(service.tree(), "spec", "selector")
        .properties()
        .forEach(label -> selector.put(label.getKey(), label.getValue().asText()));
    return new ServiceState(
        selector,
        Optional.of(At.annotation(service.tree(), Annotations.MANAGED_BY))
            .filter(rollout -> !rollout.isEmpty()));
  }

  /**
   * The templates for the validators.
   *
   * @param named those that it refers to
   */
  TemplateCatalog templates(SourceObject from, Collection<AnalysisTemplateRef> named) {
    Map<AnalysisTemplateRef, AnalysisTemplateSpec> known = new HashMap<>();
    near(from, TEMPLATE).forEach(template -> add(template, false, known));
    near(from, CLUSTER_TEMPLATE).forEach(template -> add(template, true, known));
    Stream.concat(
            named.stream(),
            List.copyOf(known.values()).stream().flatMap(spec -> spec.templates().stream()))
        .filter(ref -> !has(ref.clusterScope() ? CLUSTER_TEMPLATE : TEMPLATE))
        .forEach(ref -> known.put(ref, ANY));
    return new TemplateCatalog(known);
  }

  private void add(
      SourceObject template,
      boolean cluster,
      Map<AnalysisTemplateRef, AnalysisTemplateSpec> known) {
    known.put(
        new AnalysisTemplateRef(template.name(), cluster), templates.getOrDefault(template, ANY));
  }
}
