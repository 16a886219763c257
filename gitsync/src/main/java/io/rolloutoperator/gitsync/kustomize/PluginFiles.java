package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.YamlDocument;
import io.rolloutoperator.gitsync.render.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of {@link BuildFiles} for {@code generators}, {@code transformers} and {@code
 * validators} of one kustomization: objects that configure what is built into the binary. Only the
 * binary knows which of their fields are paths, and it takes their names in any case; so every text
 * counts as a path, except where there is never one.
 */
final class PluginFiles {

  private static final List<String> FIELDS = List.of("generators", "transformers", "validators");

  /** What a folder of such objects may say: nothing that changes the objects that were judged. */
  private static final Set<String> OF_FOLDERS =
      Set.of("apiVersion", "kind", "metadata", "resources");

  private static final Set<String> NEVER_PATHS =
      Set.of("metadata", "annotations", "labels", "literals", "value", "sourceValue");
  private static final Set<String> YAML_TEXTS = Set.of("patch", "jsonOp");
  private static final Set<String> ANY_CONTENT = Set.of("files", "envs", "env");
  private static final String HELM = "HelmChartInflationGenerator";

  private final BuildFiles build;

  /** Which paths in the objects are relative to, wherever the objects themselves are. */
  private final KustomizationFile owner;

  private final Set<String> visited = new HashSet<>();

  PluginFiles(BuildFiles build, KustomizationFile owner) {
    this.build = build;
    this.owner = owner;
  }

  /** Collects them; objects within the kustomization itself are rewritten in it. */
  void collect() {
    for (String field : FIELDS) {
      JsonNode entries = owner.root().path(field);
      for (int i = 0; i < entries.size(); i++) {
        String entry = Nodes.text(entries.get(i));
        if (BuildFiles.isInline(owner, entry)) {
          byte[] text = entry.getBytes(StandardCharsets.UTF_8);
          ((ArrayNode) entries).set(i, Nodes.FACTORY.textNode(judged(owner.path(), text)));
        } else {
          named(owner, entry);
        }
      }
    }
  }

  private void named(KustomizationFile by, String path) {
    if (build.isFile(by, path)) {
      String file = by.pathBelow(by.root(), path);
      build.rewrite(file, judged(file, build.tree().read(file)));
      return;
    }
    KustomizationFile folder = build.read(build.folder(by, path));
    if (!visited.add(folder.path())) {
      return;
    }
    for (var field : folder.root().properties()) {
      if (!OF_FOLDERS.contains(field.getKey())) {
        throw folder.failure(
            "\""
                + field.getKey()
                + "\" is not possible in a folder of generators, transformers or validators");
      }
    }
    folder.texts("resources").forEach(each -> named(folder, each));
    build.rewrite(folder.path(), folder.root().toString());
  }

  /** The objects of a text, as JSON. */
  private String judged(String file, byte[] text) {
    List<YamlDocument> documents = build.yaml().read(file, text);
    for (YamlDocument document : documents) {
      if (!(document.root() instanceof ObjectNode)) {
        throw BuildException.at(document.origin(), "not a Kubernetes object");
      }
      judge(file, "", document.root());
    }
    return documents.stream()
        .map(document -> document.root().toString())
        .collect(Collectors.joining("\n---\n"));
  }

  private void judge(String file, String field, JsonNode node) {
    if (node.isTextual()) {
      text(file, field, node.textValue());
    }
    if (!node.isObject()) {
      node.forEach(each -> judge(file, field, each));
      return;
    }
    if (Nodes.text(node.get("kind")).equals(HELM)) {
      throw BuildException.in(file, HELM + " " + KustomizationFiles.HELM_REFUSED);
    }
    for (var member : node.properties()) {
      if (!NEVER_PATHS.contains(member.getKey())) {
        judge(file, member.getKey(), member.getValue());
      }
    }
  }

  private void text(String file, String field, String text) {
    String path = text.substring(text.indexOf('=') + 1);
    if (RemotePath.certain(text) || RemotePath.certain(path)) {
      throw RemotePath.refused(file, text);
    }
    if (YAML_TEXTS.contains(field)) {
      build.checkLimits(file, text);
    } else if (!path.contains("\n")) {
      perhapsFile(path, ANY_CONTENT.contains(field));
    }
  }

  private void perhapsFile(String path, boolean anyContent) {
    String whole;
    try {
      whole = TreePath.resolve(owner.folder(), path);
    } catch (BuildException e) {
      // The binary refuses it too, if it is meant as a path at all.
      return;
    }
    boolean below = owner.folder().isEmpty() || whole.startsWith(owner.folder() + "/");
    if (below && build.tree().isFile(whole)) {
      byte[] content = build.tree().read(whole);
      if (!anyContent) {
        var _ = build.yaml().read(whole, content);
      }
      build.copy(whole, content);
    }
  }
}
