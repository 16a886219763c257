package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.KeyLines;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.render.TreePath;
import io.rolloutoperator.gitsync.render.UnitTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A kustomization file whose fields are all known and of their types.
 *
 * @param path of the file from the repository's root
 * @param folder it stands in; empty for the root
 * @param root its fields
 * @param lines of its keys
 */
record KustomizationFile(String path, String folder, ObjectNode root, KeyLines lines) {

  static final String COMPONENT = "Component";

  boolean isComponent() {
    return text(root, "kind").equals(COMPONENT);
  }

  boolean has(String field) {
    return !Nodes.absent(root.get(field));
  }

  String text(String field) {
    return text(root, field);
  }

  List<String> texts(String field) {
    return texts(root.path(field));
  }

  /** The texts of two fields that mean the same, an old one after its successor. */
  List<String> texts(String field, String oldField) {
    return Stream.concat(texts(field).stream(), texts(oldField).stream()).toList();
  }

  List<ObjectNode> objects(String field) {
    List<ObjectNode> objects = new ArrayList<>();
    root.path(field).forEach(each -> objects.add(mapping(each)));
    return objects;
  }

  Map<String, String> map(String field) {
    return Nodes.texts(root.get(field));
  }

  /**
   * A file that the kustomization names; it must lie in the kustomization's folder or below.
   *
   * @param mapping that names it, for messages
   * @throws BuildException if there is none, or it is elsewhere
   */
  byte[] readBelow(UnitTree tree, JsonNode mapping, String relative) {
    String file = pathBelow(mapping, relative);
    if (!tree.isFile(file)) {
      throw failure(mapping, "file \"" + relative + "\" not found");
    }
    return tree.read(file);
  }

  /** Likewise its path. */
  String pathBelow(JsonNode mapping, String relative) {
    if (RemotePath.certain(relative)) {
      throw RemotePath.refused(path, relative);
    }
    String file = TreePath.resolve(folder, relative);
    if (!folder.isEmpty() && !file.startsWith(folder + "/")) {
      throw failure(mapping, "file \"" + relative + "\" is not in or below the folder");
    }
    return file;
  }

  /** Where a mapping of this file begins. */
  Origin place(JsonNode mapping) {
    return new Origin(path, lines.first(mapping));
  }

  Origin placeOf(String field) {
    return new Origin(path, lines.of(root, field));
  }

  BuildException failure(JsonNode mapping, String message) {
    return problem(path, lines.first(mapping), message);
  }

  /** What is wrong at a line; 0 is that of something which stands in no file. */
  static BuildException problem(String path, int line, String message) {
    return line == 0
        ? BuildException.in(path, message)
        : BuildException.at(new Origin(path, line), message);
  }

  BuildException failure(String message) {
    return BuildException.in(path, message);
  }

  static String text(JsonNode mapping, String field) {
    return Nodes.text(mapping.get(field));
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(Nodes.text(each)));
    return texts;
  }

  /** The mapping at a field, an empty one if there is none. */
  static ObjectNode mapping(JsonNode node) {
    return node instanceof ObjectNode mapping ? mapping : Nodes.FACTORY.objectNode();
  }
}
