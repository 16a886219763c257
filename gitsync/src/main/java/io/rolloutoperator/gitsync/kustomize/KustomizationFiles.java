package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.YamlDocument;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.TreePath;
import io.rolloutoperator.gitsync.render.UnitTree;
import java.util.List;
import java.util.Optional;

/** Finds and reads the kustomization file of a folder. */
final class KustomizationFiles {

  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /** More than real repositories have; layers that double their bases reach it within seconds. */
  private static final int LIMIT = 10_000;

  private final UnitTree tree;
  private final YamlReader yaml;
  private int read;

  KustomizationFiles(UnitTree tree, YamlReader yaml) {
    this.tree = tree;
    this.yaml = yaml;
  }

  /**
   * Its path, if the folder has one.
   *
   * @throws BuildException if it has several
   */
  static Optional<String> pathIn(UnitTree tree, String folder) {
    List<String> paths =
        NAMES.stream().map(name -> TreePath.resolve(folder, name)).filter(tree::isFile).toList();
    if (paths.size() > 1) {
      throw new BuildException(
          "more than one kustomization file in " + (folder.isEmpty() ? "." : folder));
    }
    return paths.stream().findFirst();
  }

  /**
   * The file of a folder.
   *
   * @throws BuildException if there is none, it is not one that can be rendered here, or one
   *     rendering reads too many
   */
  KustomizationFile read(String folder) {
    if (++read > LIMIT) {
      throw new BuildException("more than " + LIMIT + " kustomizations");
    }
    String path =
        pathIn(tree, folder)
            .orElseThrow(
                () ->
                    BuildException.in(
                        folder.isEmpty() ? "." : folder, "has no kustomization.yaml"));
    List<YamlDocument> documents = yaml.read(path, tree.read(path));
    if (documents.isEmpty()) {
      throw BuildException.in(path, "is empty");
    }
    if (documents.size() > 1) {
      throw BuildException.in(path, "more than one document");
    }
    YamlDocument document = documents.getFirst();
    if (!(document.root() instanceof ObjectNode root)) {
      throw BuildException.in(path, "is not a mapping");
    }
    KustomizationFile file = new KustomizationFile(path, folder, root, document.lines());
    check(file);
    return file;
  }

  private static void check(KustomizationFile file) {
    for (String field : KustomizationFields.BINARY_ONLY) {
      if (file.root().has(field)) {
        throw file.failure("\"" + field + "\" needs the kustomize binary, which is not configured");
      }
    }
    new KustomizationFields(file.path(), file.lines()).check(file.root(), "Kustomization");
    String kind = file.text("kind");
    if (!kind.isEmpty() && !kind.equals("Kustomization") && !file.isComponent()) {
      throw BuildException.at(file.placeOf("kind"), "kind must be Kustomization or Component");
    }
    String version = "kustomize.config.k8s.io/" + (file.isComponent() ? "v1alpha1" : "v1beta1");
    String given = file.text("apiVersion");
    if (!given.isEmpty() && !given.equals(version)) {
      throw BuildException.at(file.placeOf("apiVersion"), "apiVersion must be " + version);
    }
    boolean content =
        file.root().properties().stream()
            .anyMatch(
                each ->
                    !List.of("kind", "apiVersion").contains(each.getKey())
                        && !each.getValue().isNull());
    if (!content) {
      throw BuildException.in(file.path(), "is empty");
    }
  }
}
