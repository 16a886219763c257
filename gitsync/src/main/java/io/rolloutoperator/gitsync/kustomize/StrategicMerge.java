package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges a patch into an object. A null in the patch takes a field away; {@code $patch: delete}
 * takes away what it stands in, {@code $patch: replace} lets nothing of the object's remain.
 *
 * <p>Both trees are changed, and parts of the patch become parts of the object.
 */
final class StrategicMerge {

  private static final String DIRECTIVE = "$patch";

  /** What a patch says about the place it stands in. */
  private enum Directive {
    MERGE,
    REPLACE,
    DELETE
  }

  private StrategicMerge() {}

  /**
   * The object with the patch merged in; null if the patch deletes it.
   *
   * @throws BuildException if one has a list or a mapping where the other has something else
   */
  static @Nullable ObjectNode apply(ObjectNode object, ObjectNode patch) {
    return (ObjectNode) merge(object, patch, null, "");
  }

  /** Merges what is at one place. Nothing on either side is null, an explicit null a NullNode. */
  static @Nullable JsonNode merge(
      @Nullable JsonNode old, @Nullable JsonNode patch, @Nullable MergeRule rule, String path) {
    JsonNode sample = Nodes.absent(old) ? patch : old;
    if (sample == null || Nodes.absent(sample)) {
      return null;
    }
    requireSameShape(old, patch, path);
    MergeRule known = rule == null ? MergeRule.ofObject(sample) : rule;
    return switch (sample) {
      case ObjectNode ignored -> mappings(old, patch, known, path);
      case ArrayNode ignored when known != null && known.keys() != null ->
          lists(old, patch, known, path);
      default -> patch == null ? old : (patch.isNull() ? null : patch);
    };
  }

  private static void requireSameShape(
      @Nullable JsonNode old, @Nullable JsonNode patch, String path) {
    if (old != null && patch != null && !Nodes.absent(old) && !Nodes.absent(patch)) {
      if (old.isObject() != patch.isObject() || old.isArray() != patch.isArray()) {
        throw new BuildException(
            "%s is %s in the object but %s in the patch"
                .formatted(path.substring(1), shape(old), shape(patch)));
      }
    }
  }

  private static String shape(JsonNode node) {
    return node.isObject() ? "a mapping" : node.isArray() ? "a list" : "a value";
  }

  private static @Nullable JsonNode mappings(
      @Nullable JsonNode old, @Nullable JsonNode patch, @Nullable MergeRule rule, String path) {
    if (patch != null && patch.isNull()) {
      return null;
    }
    Directive directive = directive(patch, path);
    if (directive == Directive.DELETE) {
      return null;
    }
    boolean fromPatch = directive == Directive.REPLACE || Nodes.absent(old);
    ObjectNode result = (ObjectNode) (fromPatch ? patch : old);
    for (String name : names(result, patch)) {
      JsonNode merged =
          merge(
              result.get(name),
              patch == null ? null : patch.get(name),
              rule == null ? null : rule.member(name),
              path + "." + name);
      if (merged == null) {
        result.remove(name);
      } else {
        result.set(name, merged);
      }
    }
    return result;
  }

  private static Set<String> names(JsonNode one, @Nullable JsonNode other) {
    Set<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    if (other != null) {
      other.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private static @Nullable JsonNode lists(
      @Nullable JsonNode old, @Nullable JsonNode patch, MergeRule rule, String path) {
    if (patch != null && patch.isNull()) {
      return null;
    }
    // A list that only the patch has is merged with itself: that settles what is below it.
    boolean fromPatch = Nodes.absent(old);
    Directive directive = fromPatch ? Directive.MERGE : directive(patch, path);
    return switch (directive) {
      case DELETE -> null;
      case REPLACE -> new KeyedLists((ArrayNode) patch, (ArrayNode) patch, rule, path).merged();
      case MERGE ->
          new KeyedLists((ArrayNode) (fromPatch ? patch : old), (ArrayNode) patch, rule, path)
              .merged();
    };
  }

  /** Reads the directive of a mapping or a list and takes it out. */
  private static Directive directive(@Nullable JsonNode patch, String path) {
    return switch (patch) {
      case ObjectNode mapping when mapping.has(DIRECTIVE) ->
          parse(Nodes.text(mapping.remove(DIRECTIVE)), path);
      case ArrayNode list -> ofList(list, path);
      case null, default -> Directive.MERGE;
    };
  }

  private static Directive ofList(ArrayNode list, String path) {
    for (Iterator<JsonNode> items = list.elements(); items.hasNext(); ) {
      JsonNode item = items.next();
      if (item.has(DIRECTIVE)) {
        if (item.size() > 1) {
          return Directive.MERGE;
        }
        items.remove();
        return parse(Nodes.text(item.get(DIRECTIVE)), path);
      }
    }
    return Directive.MERGE;
  }

  private static Directive parse(String text, String path) {
    return switch (text) {
      case "merge" -> Directive.MERGE;
      case "replace" -> Directive.REPLACE;
      case "delete" -> Directive.DELETE;
      default ->
          throw new BuildException(
              "$patch: \"%s\" at %s is not merge, replace or delete".formatted(text, path));
    };
  }
}
