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

  /** Who renders what the files say. */
  enum Engine {
    /** This package. */
    JAVA,
    /** The kustomize binary. */
    BINARY
  }

  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /** What is said of everything that would start Helm. */
  static final String HELM_REFUSED =
      "needs Helm, which is never run: render the chart and commit the result";

  /** More than real repositories have; layers that double their bases reach it within seconds. */
  private static final int LIMIT = 10_000;

  private final UnitTree tree;
  private final YamlReader yaml;
  private final Engine engine;
  private int read;

  KustomizationFiles(UnitTree tree, YamlReader yaml, Engine engine) {
    this.tree = tree;
    this.yaml = yaml;
    this.engine = engine;
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
   * @throws BinaryNeededException if it has a field that this engine does not know, and the other
   *     does
   * @throws BuildException if there is none, it is not one that can be rendered, or one rendering
   *     reads too many
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
    requireKnown(file);
    check(file);
    return file;
  }

  private void requireKnown(KustomizationFile file) {
    switch (engine) {
      case JAVA -> {
        for (String field : KustomizationFields.BINARY_ONLY) {
          if (file.root().has(field)) {
            throw new BinaryNeededException(file.path() + ": \"" + field + "\"");
          }
        }
      }
      case BINARY -> {
        for (String field : KustomizationFields.HELM) {
          if (file.root().has(field)) {
            throw file.failure("\"" + field + "\" " + HELM_REFUSED);
          }
        }
      }
    }
  }

  private static void check(KustomizationFile file) {
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
