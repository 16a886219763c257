package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An object that may name others of one kind.
 *
 * @param accountNamespaces other namespaces it can refer into
 * @param kind of those it names
 * @param names all objects, by the names they had
 */
record Referrer(
    Resource resource, Set<String> accountNamespaces, FieldSpec kind, FormerNames names) {

  /**
   * All objects.
   *
   * @param byName those that had another name, by each of these
   */
  record FormerNames(List<Resource> all, Map<String, Set<Resource>> byName) {}

  /**
   * The object that a name means.
   *
   * @param role whether the name stands in a {@code roleRef}, which also tells the kind
   * @throws io.rolloutoperator.gitsync.manifest.BuildException if it could be several
   */
  Optional<Resource> byName(String name, boolean role) {
    return select(reachable(name), name, role, Resource::name);
  }

  /** Likewise of a mapping with a name and perhaps a namespace. */
  Optional<Resource> byNameAndNamespace(ObjectNode reference, boolean role) {
    String name = KustomizationFile.text(reference, "name");
    List<Resource> candidates = reachable(name);
    if (reference.has("namespace")) {
      String namespace = KustomizationFile.text(reference, "namespace");
      boolean original =
          names.all().stream().anyMatch(c -> reaches(c) && isIn(namespace, c.originalId()));
      candidates = keep(candidates, c -> isIn(namespace, original ? c.originalId() : c.id()));
    }
    return select(candidates, name, role, each -> each.namespace() + "/" + each.name());
  }

  private static boolean isIn(String namespace, ResourceId id) {
    return !id.clusterScoped() && id.effectiveNamespace().equals(namespace);
  }

  private List<Resource> reachable(String name) {
    return keep(names.byName().getOrDefault(name, Set.of()), this::reaches);
  }

  private boolean reaches(Resource target) {
    ResourceId own = resource.id();
    ResourceId id = target.id();
    return own.clusterScoped()
        || id.clusterScoped()
        || id.inSameNamespaceAs(own)
        || accountNamespaces.contains(target.namespace());
  }

  private Optional<Resource> select(
      List<Resource> reachable, String name, boolean role, Function<Resource, String> identity) {
    List<Resource> found =
        keep(reachable, each -> each.formerIds().stream().anyMatch(kind::matches));
    if (role) {
      found = keep(found, this::isRole);
    }
    found = keep(found, this::inReach);
    if (found.size() > 1) {
      found = keep(found, each -> sameAffixes(each, true));
      if (found.size() > 1) {
        found = keep(found, each -> sameAffixes(each, false));
      }
    }
    if (found.stream().map(identity).distinct().count() > 1) {
      throw resource.failure(
          "\"%s\" could mean %s"
              .formatted(
                  name,
                  found.stream()
                      .map(each -> each.id().toString())
                      .collect(Collectors.joining(" or "))));
    }
    return found.stream().findFirst();
  }

  private boolean isRole(Resource target) {
    JsonNode role = resource.object().path("roleRef");
    if (!role.has("apiGroup") || !role.has("kind")) {
      return true;
    }
    FieldSpec wanted =
        new FieldSpec(
            KustomizationFile.text(role, "apiGroup"),
            "",
            KustomizationFile.text(role, "kind"),
            List.of(),
            false);
    return target.formerIds().stream().anyMatch(wanted::matches);
  }

  private boolean inReach(Resource target) {
    ResourceId own = resource.id();
    ResourceId id = target.id();
    return own.clusterScoped()
        || id.clusterScoped()
        || target.kind().equals("ServiceAccount")
        || own.inSameNamespaceAs(id);
  }

  private boolean sameAffixes(Resource target, boolean noneMatchesAll) {
    return sameEnd(target.prefixes(), resource.prefixes(), noneMatchesAll)
        && sameEnd(target.suffixes(), resource.suffixes(), noneMatchesAll);
  }

  private static boolean sameEnd(List<String> one, List<String> other, boolean noneMatchesAll) {
    if (one.isEmpty() || other.isEmpty()) {
      return noneMatchesAll || (one.isEmpty() && other.isEmpty());
    }
    int length = Math.min(one.size(), other.size());
    return one.subList(one.size() - length, one.size())
        .equals(other.subList(other.size() - length, other.size()));
  }

  private static List<Resource> keep(Collection<Resource> from, Predicate<Resource> wanted) {
    return from.stream().filter(wanted).toList();
  }
}
