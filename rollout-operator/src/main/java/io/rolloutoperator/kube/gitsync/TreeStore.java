package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.rolloutoperator.gitsync.plan.Detail;
import io.rolloutoperator.kube.client.ApiResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects of one kind as trees, made once when they come in, and of each what the watch is to
 * show. What the informer itself needs of an object is its metadata.
 */
final class TreeStore implements ItemStore<GenericKubernetesResource> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Item(GenericKubernetesResource metadata, ObjectNode tree) {}

  private final ApiResource resource;
  private final Detail detail;
  private final Map<String, Item> items = new ConcurrentHashMap<>();

  /**
   * Has no object.
   *
   * @param resource what the objects are, whatever the API server calls its answers
   */
  TreeStore(ApiResource resource, Detail detail) {
    this.resource = resource;
    this.detail = detail;
  }

  /** The tree of an object, which nobody may change. */
  Optional<ObjectNode> tree(String key) {
    return Optional.ofNullable(items.get(key)).map(Item::tree);
  }

  /** All trees, in no order. */
  List<ObjectNode> trees() {
    return items.values().stream().map(Item::tree).toList();
  }

  @Override
  public String getKey(GenericKubernetesResource object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
    object.setApiVersion(resource.apiVersion());
    object.setKind(resource.kind());
    object.getMetadata().setManagedFields(List.of());
    return metadata(items.put(key, item(object)));
  }

  /** A server that does not know how to leave something out has sent all of it. */
  private Item item(GenericKubernetesResource object) {
    if (detail == Detail.METADATA) {
      leaveMetadata(object);
    }
    ObjectNode tree = JSON.valueToTree(object);
    leaveMetadata(object);
    return new Item(object, tree);
  }

  private static void leaveMetadata(GenericKubernetesResource object) {
    object.setAdditionalProperties(new ConcurrentHashMap<>());
  }

  @Override
  public @Nullable GenericKubernetesResource remove(String key) {
    return metadata(items.remove(key));
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  @Override
  public Stream<GenericKubernetesResource> values() {
    return items.values().stream().map(Item::metadata);
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public @Nullable GenericKubernetesResource get(String key) {
    return metadata(items.get(key));
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  private static @Nullable GenericKubernetesResource metadata(@Nullable Item item) {
    return item == null ? null : item.metadata();
  }
}
