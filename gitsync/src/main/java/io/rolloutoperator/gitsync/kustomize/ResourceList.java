package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The resources that a kustomization has so far, in the order they came; no two with one id. */
final class ResourceList {

  private List<Resource> resources = new ArrayList<>();

  /** What a generated resource does about one that is there already. */
  enum Behavior {
    CREATE,
    MERGE,
    REPLACE
  }

  /** The resources, to be read only. */
  List<Resource> all() {
    return List.copyOf(resources);
  }

  boolean isEmpty() {
    return resources.isEmpty();
  }

  /**
   * Adds resources at the end.
   *
   * @throws BuildException if one has the id of another
   */
  void append(List<Resource> more) {
    resources.addAll(more);
    requireDistinct();
  }

  void replaceAll(List<Resource> changed) {
    resources = new ArrayList<>(changed);
    requireDistinct();
  }

  /** Takes away what nothing is left of. */
  void dropGone() {
    resources.removeIf(Resource::gone);
  }

  void removeIf(Predicate<Resource> unwanted) {
    resources.removeIf(unwanted);
  }

  /**
   * Refuses two resources with one id.
   *
   * @throws BuildException naming both places
   */
  void requireDistinct() {
    Map<ResourceId.Key, Resource> seen = HashMap.newHashMap(resources.size());
    for (Resource each : resources) {
      Resource other = each.gone() ? null : seen.putIfAbsent(each.id().key(), each);
      if (other != null) {
        throw BuildException.at(each.origin(), each.id() + " already defined in " + other.origin());
      }
    }
  }

  /** Those that have this id now or had it before. */
  List<Resource> withAnyId(Predicate<ResourceId> wanted) {
    return resources.stream()
        .filter(each -> !each.gone() && each.allIds().stream().anyMatch(wanted))
        .toList();
  }

  /**
   * Adds a generated resource, or lets it merge with or replace the one with its id.
   *
   * @throws BuildException if there is one and there must not be, or the other way round
   */
  void absorb(Resource resource, Behavior behavior) {
    List<Resource> matches = withAnyId(resource.id()::sameAs);
    if (matches.isEmpty()) {
      if (behavior != Behavior.CREATE) {
        throw resource.failure("nothing to merge with or to replace");
      }
      append(List.of(resource));
      return;
    }
    if (matches.size() > 1) {
      throw resource.failure("more than one object to merge with or to replace");
    }
    Resource older = matches.getFirst();
    if (behavior == Behavior.CREATE) {
      throw BuildException.at(
          resource.origin(), resource.id() + " already defined in " + older.origin());
    }
    resource.succeed(older);
    if (behavior == Behavior.MERGE) {
      mergeData(resource, older);
      resource.trail().keepStartOf(older.trail());
    }
    resources.set(resources.indexOf(older), resource);
  }

  private static void mergeData(Resource resource, Resource older) {
    for (String field : List.of("data", "binaryData")) {
      var both = Nodes.texts(older.object().get(field));
      both.putAll(Nodes.texts(resource.object().get(field)));
      Nodes.putTexts(resource.object(), field, both);
    }
  }
}
