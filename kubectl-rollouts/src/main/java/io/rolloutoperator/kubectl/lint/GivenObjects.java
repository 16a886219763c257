package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.validation.References.ServiceState;
import io.rolloutoperator.kubectl.forecast.Assumed;
import io.rolloutoperator.kubectl.view.At;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All objects of the files, to look up what one refers to. Files need not be all that there is, so
 * what they do not tell is taken for granted.
 */
final class GivenObjects {

  /** What an object is taken for that files could have and do not. */
  enum Absence {
    /** It is in the cluster, as it should be. */
    GRANTED,
    /** It does not exist. */
    MISSING
  }

  private static final ServiceState ANY_SERVICE = new ServiceState(Map.of(), Optional.empty());

  private final Map<GroupKind, List<SourceObject>> byKind;

  GivenObjects(Collection<SourceObject> objects) {
    this.byKind = objects.stream().collect(Collectors.groupingBy(GroupKind::of));
  }

  /** The objects of a kind that may be in a namespace. */
  Stream<SourceObject> in(String namespace, GroupKind kind) {
    return byKind.getOrDefault(kind, List.of()).stream()
        .filter(object -> object.mayBeIn(namespace));
  }

  /** What an object refers to in its own namespace. */
  Lookup find(SourceObject from, GroupKind kind, String name) {
    return find(from, kind, from.namespace(), name);
  }

  /** What an object refers to: of several with one name, the nearest by folders. */
  Lookup find(SourceObject from, GroupKind kind, String namespace, String name) {
    List<SourceObject> named =
        in(namespace, kind).filter(object -> object.name().equals(name)).toList();
    if (named.isEmpty()) {
      return in(namespace, kind).findAny().isPresent() ? new Lookup.Absent() : new Lookup.Untold();
    }
    Map<Integer, List<SourceObject>> byDistance =
        named.stream().collect(Collectors.groupingBy(one -> distance(from, namespace, one)));
    List<SourceObject> nearest =
        byDistance.entrySet().stream().min(Map.Entry.comparingByKey()).orElseThrow().getValue();
    return nearest.stream().map(SourceObject::tree).distinct().count() == 1
        ? new Lookup.Found(nearest.getFirst())
        : new Lookup.Untold();
  }

  /** Of two as near, the one whose file says the same namespace. */
  private static int distance(SourceObject from, String namespace, SourceObject to) {
    int same = to.namespace().equals(namespace) ? 0 : 1;
    return 2 * Distance.between(from.file(), to.file()) + same;
  }

  /**
   * The Services for the validators.
   *
   * @param named those that it refers to
   */
  Map<String, ServiceState> services(SourceObject from, Set<String> named, Absence absence) {
    Map<String, ServiceState> services = new TreeMap<>();
    for (String name : named) {
      switch (find(from, GroupKind.SERVICE, name)) {
        case Lookup.Found(SourceObject service) -> services.put(name, state(service));
        case Lookup.Untold _ -> services.put(name, ANY_SERVICE);
        case Lookup.Absent _ when absence == Absence.GRANTED -> services.put(name, ANY_SERVICE);
        case Lookup.Absent _ -> {
          // The validators tell it.
        }
      }
    }
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
   * The templates for the validators, with those that they include.
   *
   * @param named those that it refers to
   */
  TemplateCatalog templates(
      SourceObject from, Collection<AnalysisTemplateRef> named, Absence absence) {
    Map<AnalysisTemplateRef, AnalysisTemplateSpec> templates = new HashMap<>();
    Deque<AnalysisTemplateRef> open = new ArrayDeque<>(named);
    while (!open.isEmpty()) {
      AnalysisTemplateRef ref = open.pop();
      Optional<AnalysisTemplateSpec> spec =
          templates.containsKey(ref) ? Optional.empty() : template(from, ref, absence);
      spec.ifPresent(
          read -> {
            templates.put(ref, read);
            open.addAll(read.templates());
          });
    }
    return new TemplateCatalog(templates);
  }

  private Optional<AnalysisTemplateSpec> template(
      SourceObject from, AnalysisTemplateRef ref, Absence absence) {
    return switch (find(from, GroupKind.template(ref.clusterScope()), ref.templateName())) {
      case Lookup.Found(SourceObject template) -> Optional.of(spec(template));
      case Lookup.Untold _ -> Optional.of(Assumed.TEMPLATE);
      case Lookup.Absent _ when absence == Absence.GRANTED -> Optional.of(Assumed.TEMPLATE);
      case Lookup.Absent _ -> Optional.empty();
    };
  }

  /** One that cannot be read is told by itself, and hides nothing here. */
  private static AnalysisTemplateSpec spec(SourceObject template) {
    return Decoder.spec(template.tree().get("spec"), AnalysisTemplateSpec.class)
            instanceof Decoded.Valid<AnalysisTemplateSpec>(AnalysisTemplateSpec valid)
        ? valid
        : Assumed.TEMPLATE;
  }
}
