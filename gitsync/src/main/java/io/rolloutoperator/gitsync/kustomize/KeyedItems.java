package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list in which items are found by the values of their keys. The key "" means a scalar's own. */
record KeyedItems(ArrayNode list) {

  /** Of a list, or of nothing. */
  static KeyedItems of(JsonNode list) {
    return new KeyedItems(list instanceof ArrayNode items ? items : Nodes.FACTORY.arrayNode());
  }

  List<JsonNode> items() {
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }

  /** The first item with exactly these values; a missing node if there is none. */
  JsonNode find(List<String> keys, List<String> values) {
    if (keys.getFirst().isEmpty()) {
      return items().stream()
          .filter(i -> own(i, values.getFirst()))
          .findFirst()
          .orElse(MissingNode.getInstance());
    }
    for (JsonNode item : list) {
      if (item.isObject() && hasAll(item, keys, values)) {
        return item;
      }
    }
    return MissingNode.getInstance();
  }

  private static boolean own(JsonNode item, String value) {
    return !item.isContainerNode() && Nodes.text(item).equals(value);
  }

  private static boolean hasAll(JsonNode item, List<String> keys, List<String> values) {
    for (int i = 0; i < keys.size(); i++) {
      JsonNode value = item.get(keys.get(i));
      if (value == null || !Nodes.text(value).equals(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  void remove(List<String> keys, List<String> values) {
    rebuild(null, keys, values);
  }

  /** Puts an item in the place of those it matches, or at the end. */
  void put(JsonNode item, List<String> keys, List<String> values) {
    if (!rebuild(item, keys, values)) {
      list.add(item);
    }
  }

  /** Puts an item by the values it has itself; one without a key counts for nothing else. */
  void putByItsKeys(JsonNode item, List<String> keys) {
    if (keys.getFirst().isEmpty()) {
      put(item, keys, List.of(Nodes.text(item)));
      return;
    }
    List<String> values = new ArrayList<>();
    for (String key : keys) {
      JsonNode value = item.get(key);
      if (value == null) {
        list.add(item);
      } else {
        values.add(Nodes.text(value));
      }
    }
    if (keys.size() > 1) {
      remove(keys, values);
    }
    put(item, keys, values);
  }

  private boolean rebuild(@Nullable JsonNode item, List<String> keys, List<String> values) {
    boolean byKey = !keys.getFirst().isEmpty() && !values.isEmpty() && !values.getFirst().isEmpty();
    List<JsonNode> kept = new ArrayList<>();
    boolean found = false;
    for (JsonNode each : items()) {
      if (each.isNull() || (each.isObject() && each.isEmpty())) {
        continue;
      }
      if (!each.isObject() && byKey) {
        kept.add(each);
      } else if (!matches(each, keys, values)) {
        if (!values.isEmpty()) {
          kept.add(each);
        }
      } else {
        found = true;
        if (item != null) {
          kept.add(item);
        }
      }
    }
    list.removeAll().addAll(kept);
    return found;
  }

  /** An empty value matches whatever an item has at that key, as long as it has something. */
  private static boolean matches(JsonNode item, List<String> keys, List<String> values) {
    boolean last = false;
    for (int i = 0; i < keys.size(); i++) {
      if (i < values.size()) {
        last = matches(item, keys.get(i), values.get(i));
      }
      if (!last) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(JsonNode item, String key, String value) {
    if (key.isEmpty()) {
      return Nodes.text(item).equals(value);
    }
    JsonNode own = item.get(key);
    return own != null && (value.isEmpty() || Nodes.text(own).equals(value));
  }
}
