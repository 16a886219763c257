package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A cache with indexes of objects that are there from the beginning. */
final class IndexedObjects<R extends HasMetadata> implements IndexerResourceCache<R> {
  private final List<R> objects;
  private final Map<String, Function<R, List<String>>> indexers = new HashMap<>();

  IndexedObjects(List<R> objects) {
    this.objects = objects;
  }

  @Override
  public void addIndexers(Map<String, Function<R, List<String>>> more) {
    indexers.putAll(more);
  }

  @Override
  public List<R> byIndex(String index, String key) {
    Function<R, List<String>> keys = indexers.getOrDefault(index, _ -> List.of());
    return list(object -> keys.apply(object).contains(key)).toList();
  }

  @Override
  public Optional<R> get(ResourceID id) {
    return list(object -> ResourceID.fromResource(object).equals(id)).findFirst();
  }

  @Override
  public Stream<ResourceID> keys() {
    return objects.stream().map(ResourceID::fromResource);
  }

  @Override
  public Stream<R> list(String namespace, Predicate<R> chosen) {
    return list(chosen.and(object -> object.getMetadata().getNamespace().equals(namespace)));
  }

  @Override
  public Stream<R> list(Predicate<R> chosen) {
    return objects.stream().filter(chosen);
  }
}
