package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code spec.ignore}: at these JSON pointers the live value is adopted, also its absence. A field
 * that Git does not name needs no adoption, for server-side apply leaves it alone; only inside a
 * list, which is applied whole, the live value is put in.
 */
final class IgnoreRules {

  private static final String REASON = "IgnoredBySpec";

  private final List<SyncPolicies.IgnoreRule> rules;

  IgnoreRules(List<SyncPolicies.IgnoreRule> rules) {
    this.rules = rules;
  }

  Merged merge(Merged merged, Optional<ObjectNode> live) {
    if (live.isEmpty() || rules.isEmpty()) {
      return merged;
    }
    ObjectNode copy = merged.desired().deepCopy();
    List<String> adopted = new ArrayList<>();
    for (SyncPolicies.IgnoreRule rule : rules) {
      if (matches(rule.target(), copy)) {
        rule.paths().stream()
            .filter(path -> path.startsWith("/") && adopt(copy, live.get(), path))
            .forEach(adopted::add);
      }
    }
    return adopted.isEmpty() ? merged : merged.atReadVersion(copy, adopted, REASON);
  }

  /** Whether live values of an object may count. */
  boolean touch(ObjectNode desired) {
    return rules.stream().anyMatch(rule -> matches(rule.target(), desired));
  }

  private static boolean matches(SyncPolicies.Target target, ObjectNode object) {
    InventoryEntry entry = InventoryEntry.of(object);
    Metadata metadata = Metadata.of(object);
    return same(target.group(), entry.id().group())
        && same(target.version(), entry.version())
        && same(target.kind(), entry.id().kind())
        && same(target.name(), entry.id().name())
        && same(target.namespace(), entry.id().namespace())
        && SelectorText.matches(target.labelSelector(), metadata.labels())
        && SelectorText.matches(target.annotationSelector(), metadata.annotations());
  }

  private static boolean same(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }

  /** Whether the pointer names a field whose live value counts. */
  private static boolean adopt(ObjectNode desired, ObjectNode live, String path) {
    JsonPointer pointer = JsonPointer.compile(path);
    JsonPointer last = pointer.last();
    if (last == null || pointer.head() == null) {
      return false;
    }
    JsonNode parent = desired.at(pointer.head());
    JsonNode value = live.at(pointer);
    boolean named = !desired.at(pointer).isMissingNode();
    boolean insideList = insideList(desired, pointer);
    if (!named && (value.isMissingNode() || !insideList)) {
      return false;
    }
    return put(parent, last, value);
  }

  private static boolean insideList(ObjectNode desired, JsonPointer pointer) {
    for (JsonPointer at = pointer.head(); at != null; at = at.head()) {
      if (desired.at(at).isArray()) {
        return true;
      }
    }
    return false;
  }

  private static boolean put(JsonNode parent, JsonPointer last, JsonNode value) {
    if (parent instanceof ObjectNode object) {
      if (value.isMissingNode()) {
        object.remove(last.getMatchingProperty());
      } else {
        object.set(last.getMatchingProperty(), value.deepCopy());
      }
      return true;
    }
    int index = last.getMatchingIndex();
    boolean inRange = parent instanceof ArrayNode array && index >= 0 && index < array.size();
    if (inRange && !value.isMissingNode()) {
      ((ArrayNode) parent).set(index, value.deepCopy());
      return true;
    }
    return false;
  }
}
