package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two lists whose items are told apart by keys, or are scalars. The patch's items come first, in
 * its order; an item that both have is merged.
 *
 * <p>Where several keys tell items apart, as port and protocol do, one that neither list uses does
 * not count, and an item without one matches any.
 */
final class KeyedLists {

  private static final List<String> SCALARS = List.of("");

  private final ArrayNode old;
  private final JsonNode patch;
  private final MergeRule rule;
  private final String path;
  private final List<String> keys;

  /**
   * Two lists.
   *
   * @param patch a missing node if there is none
   */
  KeyedLists(ArrayNode old, JsonNode patch, MergeRule rule, String path) {
    this.old = old;
    this.patch = patch;
    this.rule = rule;
    this.path = path;
    List<String> ruleKeys = Objects.requireNonNullElse(rule.keys(), List.of());
    this.keys = ruleKeys.isEmpty() ? SCALARS : ruleKeys;
  }

  /** The merged list. */
  JsonNode merged() {
    List<List<String>> identities = identities();
    if (identities.isEmpty()) {
      return old;
    }
    List<String> used = usedKeys(identities);
    KeyedItems items = new KeyedItems(Nodes.FACTORY.arrayNode());
    KeyedItems rest = new KeyedItems(old);
    for (List<String> identity : identities) {
      List<String> values = usedValues(identity, used);
      JsonNode item = mergedItem(used, values);
      if (Nodes.absent(item) || (item.isObject() && item.isEmpty())) {
        rest.remove(used, values);
      } else {
        complete(item, used, values);
        items.put(item, used, values);
      }
    }
    List.copyOf(rest.items()).forEach(item -> items.putByItsKeys(item, used));
    return items.list();
  }

  private JsonNode mergedItem(List<String> used, List<String> values) {
    List<String> set = usedKeys(List.of(values), used);
    List<String> setValues = usedValues(values, used, set);
    JsonNode mine = new KeyedItems(old).find(set, setValues);
    JsonNode theirs = KeyedItems.of(patch).find(set, setValues);
    return StrategicMerge.merge(mine, theirs, rule.item(), path + "[]");
  }

  private static void complete(JsonNode item, List<String> keys, List<String> values) {
    if (item instanceof ObjectNode mapping) {
      for (int i = 0; i < keys.size(); i++) {
        if (!mapping.has(keys.get(i)) && !values.get(i).isEmpty()) {
          mapping.put(keys.get(i), values.get(i));
        }
      }
    }
  }

  /** What tells the items of both lists apart, those of the patch first, each once. */
  private List<List<String>> identities() {
    Set<List<String>> identities = new LinkedHashSet<>();
    patch.forEach(item -> identities.add(identity(item)));
    old.forEach(item -> identities.add(identity(item)));
    List<List<String>> list = new ArrayList<>(identities);
    return keys.size() > 1 ? unified(list) : list;
  }

  private List<String> identity(JsonNode item) {
    return keys.equals(SCALARS)
        ? List.of(Nodes.text(item))
        : keys.stream().map(key -> Nodes.text(item.get(key))).toList();
  }

  /** Lets an item without one of the keys be the one that has it and is equal otherwise. */
  private static List<List<String>> unified(List<List<String>> identities) {
    for (int i = 0; i < identities.size(); i++) {
      List<String> one = identities.get(i);
      for (int j = 0; j < identities.size(); j++) {
        List<String> both = common(one, identities.get(j));
        if (both != null) {
          identities.set(i, both);
          identities.set(j, both);
        }
      }
    }
    return identities;
  }

  private static @Nullable List<String> common(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>();
    boolean anyEqual = false;
    for (int i = 0; i < one.size(); i++) {
      String mine = one.get(i);
      String theirs = other.get(i);
      anyEqual |= mine.equals(theirs);
      if (!mine.equals(theirs) && !mine.isEmpty() && !theirs.isEmpty()) {
        return null;
      }
      both.add(mine.isEmpty() ? theirs : mine);
    }
    return anyEqual ? both : null;
  }

  private List<String> usedKeys(List<List<String>> identities) {
    return usedKeys(identities, keys);
  }

  /** Keys that at least one item has; all if none has any. */
  private static List<String> usedKeys(List<List<String>> identities, List<String> keys) {
    List<String> used = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int key = i;
      if (identities.stream().anyMatch(each -> key < each.size() && !each.get(key).isEmpty())) {
        used.add(keys.get(i));
      }
    }
    return used.isEmpty() ? keys : used;
  }

  private List<String> usedValues(List<String> identity, List<String> used) {
    return usedValues(identity, keys, used);
  }

  private static List<String> usedValues(
      List<String> values, List<String> keys, List<String> used) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isEmpty() || used.contains(keys.get(i))) {
        result.add(values.get(i));
      }
    }
    return result;
  }
}
