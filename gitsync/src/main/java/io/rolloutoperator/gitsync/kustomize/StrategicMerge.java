package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
  private static final JsonNode NOTHING = MissingNode.getInstance();

  /** What a patch says about the place it stands in. */
  private enum Directive {
    MERGE,
    REPLACE,
    DELETE
  }

  private StrategicMerge() {}

  /**
   * The object with the patch merged in; an empty one if the patch deletes it.
   *
   * @throws BuildException if one has a list or a mapping where the other has something else
   */
  static ObjectNode apply(ObjectNode object, ObjectNode patch) {
    return KustomizationFile.mapping(merge(object, patch, null, ""));
  }

  /**
   * Merges what is at one place. Nothing on either side is a {@link MissingNode}, and so is the
   * result if nothing is to be there.
   */
  static JsonNode merge(JsonNode old, JsonNode patch, @Nullable MergeRule rule, String path) {
    JsonNode sample = Nodes.absent(old) ? patch : old;
    if (Nodes.absent(sample)) {
      return NOTHING;
    }
    requireSameShape(old, patch, path);
    MergeRule known = rule == null ? MergeRule.ofObject(sample) : rule;
    if (patch.isNull()) {
      return NOTHING;
    }
    return switch (sample) {
      case ObjectNode ignored -> mappings(old, patch, known, path);
      case ArrayNode ignored when known != null && known.keys() != null ->
          lists(old, patch, known, path);
      default -> patch.isMissingNode() ? old : patch;
    };
  }

  private static void requireSameShape(JsonNode old, JsonNode patch, String path) {
    if (!Nodes.absent(old) && !Nodes.absent(patch) && !shape(old).equals(shape(patch))) {
      throw new BuildException(
          "%s is %s in the object but %s in the patch"
              .formatted(path.substring(1), shape(old), shape(patch)));
    }
  }

  private static String shape(JsonNode node) {
    return node.isObject() ? "a mapping" : node.isArray() ? "a list" : "a value";
  }

  private static JsonNode mappings(
      JsonNode old, JsonNode patch, @Nullable MergeRule rule, String path) {
    Directive directive = directive(patch, path);
    if (directive == Directive.DELETE) {
      return NOTHING;
    }
    boolean fromPatch = directive == Directive.REPLACE || Nodes.absent(old);
    ObjectNode result = (ObjectNode) (fromPatch ? patch : old);
    for (String name : names(result, patch)) {
      MergeRule below = rule == null ? null : rule.member(name);
      JsonNode merged = merge(result.path(name), patch.path(name), below, path + "." + name);
      if (merged.isMissingNode()) {
        result.remove(name);
      } else {
        result.set(name, merged);
      }
    }
    return result;
  }

  private static Set<String> names(JsonNode one, JsonNode other) {
    Set<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode lists(JsonNode old, JsonNode patch, MergeRule rule, String path) {
    // A list that only the patch has is merged with itself: that settles what is below it.
    boolean fromPatch = Nodes.absent(old);
    Directive directive = fromPatch ? Directive.MERGE : directive(patch, path);
    return switch (directive) {
      case DELETE -> NOTHING;
      case REPLACE -> new KeyedLists((ArrayNode) patch, patch, rule, path).merged();
      case MERGE ->
          new KeyedLists((ArrayNode) (fromPatch ? patch : old), patch, rule, path).merged();
    };
  }

  /** Reads the directive of a mapping or a list and takes it out. */
  private static Directive directive(JsonNode patch, String path) {
    return switch (patch) {
      case ObjectNode mapping when mapping.has(DIRECTIVE) ->
          parse(Nodes.text(mapping.remove(DIRECTIVE)), path);
      case ArrayNode list -> ofList(list, path);
      default -> Directive.MERGE;
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
