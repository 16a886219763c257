package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.manifest.YamlDocument;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.UnitTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transformers that a kustomization asks for, in kustomize's own order. */
final class Transformers {

  /**
   * A transformer by the name that kustomize gives it.
   *
   * @param builtin {@code NamespaceTransformer}
   */
  record Named(String builtin, Transformer transformer) {}

  private final KustomizationFile file;
  private final UnitTree tree;
  private final YamlReader yaml;
  private final List<Named> all = new ArrayList<>();

  private Transformers(KustomizationFile file, UnitTree tree, YamlReader yaml) {
    this.file = file;
    this.tree = tree;
    this.yaml = yaml;
  }

  /**
   * All of them.
   *
   * @throws BuildException if a file they need cannot be read
   */
  static List<Named> of(KustomizationFile file, UnitTree tree, YamlReader yaml) {
    return new Transformers(file, tree, yaml).inOrder();
  }

  private List<Named> inOrder() {
    legacyMergePatches();
    file.objects("patches").forEach(each -> add("PatchTransformer", patch(each, false)));
    if (!file.text("namespace").isEmpty()) {
      add("NamespaceTransformer", new NamespaceTransformer(file.text("namespace")));
    }
    if (!file.text("namePrefix").isEmpty()) {
      add("PrefixTransformer", new NameAffixTransformer(file.text("namePrefix"), ""));
    }
    if (!file.text("nameSuffix").isEmpty()) {
      add("SuffixTransformer", new NameAffixTransformer("", file.text("nameSuffix")));
    }
    labels();
    if (!file.map("commonAnnotations").isEmpty()) {
      add("AnnotationsTransformer", AnnotationTransformer.common(file.map("commonAnnotations")));
    }
    file.objects("patchesJson6902")
        .forEach(each -> add("PatchJson6902Transformer", patch(each, true)));
    file.objects("replicas").forEach(each -> add("ReplicaCountTransformer", replicas(each)));
    file.objects("images")
        .forEach(each -> add("ImageTagTransformer", ImageTransformer.of(each, file)));
    file.objects("imageTags")
        .forEach(each -> add("ImageTagTransformer", ImageTransformer.of(each, file)));
    replacements();
    return all;
  }

  private void add(String builtin, Transformer transformer) {
    all.add(new Named(builtin, transformer));
  }

  private void labels() {
    List<ObjectNode> labels = file.objects("labels");
    if (labels.isEmpty() && file.map("commonLabels").isEmpty()) {
      return;
    }
    labels.forEach(each -> add("LabelTransformer", LabelTransformer.of(each)));
    add("LabelTransformer", LabelTransformer.common(file.map("commonLabels")));
  }

  private ReplicaTransformer replicas(ObjectNode entry) {
    return new ReplicaTransformer(
        KustomizationFile.text(entry, "name"), entry.path("count"), file.place(entry));
  }

  /** Each entry is the path of a file or a patch itself; all are one transformer for kustomize. */
  private void legacyMergePatches() {
    List<Transformer> patches = new ArrayList<>();
    for (String entry : file.texts("patchesStrategicMerge")) {
      Origin place = file.placeOf("patchesStrategicMerge");
      boolean inline = entry.contains("\n") || entry.contains(":") || entry.startsWith("{");
      String source = inline ? place.toString() : entry;
      Patch patch =
          inline
              ? Patch.parse(yaml, place.toString(), entry)
              : Patch.parse(
                  yaml,
                  file.pathBelow(file.root(), entry),
                  file.readBelow(tree, file.root(), entry));
      patches.add(
          new PatchTransformer(
              patch, source, null, new PatchTransformer.Options(false, false, true)));
    }
    if (!patches.isEmpty()) {
      add(
          "PatchStrategicMergeTransformer",
          resources -> patches.forEach(each -> each.transform(resources)));
    }
  }

  private PatchTransformer patch(ObjectNode entry, boolean legacy) {
    String text = KustomizationFile.text(entry, "patch").strip();
    String path = KustomizationFile.text(entry, "path");
    if (text.isEmpty() == path.isEmpty()) {
      throw file.failure(entry, "a patch needs one of path and patch");
    }
    String source = path.isEmpty() ? file.place(entry).toString() : path;
    Patch patch =
        path.isEmpty()
            ? Patch.parse(yaml, source, text)
            : Patch.parse(yaml, file.pathBelow(entry, path), file.readBelow(tree, entry, path));
    JsonNode options = entry.path("options");
    return new PatchTransformer(
        patch,
        source,
        target(entry, legacy),
        new PatchTransformer.Options(
            options.path("allowNameChange").asBoolean(),
            options.path("allowKindChange").asBoolean(),
            legacy));
  }

  private @Nullable Selector target(ObjectNode entry, boolean legacy) {
    JsonNode target = entry.path("target");
    if (legacy && KustomizationFile.text(target, "name").isEmpty()) {
      throw file.failure(entry, "patchesJson6902: target needs a name");
    }
    if (Nodes.absent(target)) {
      return null;
    }
    try {
      return Selector.of(target);
    } catch (BuildException e) {
      throw file.failure(entry, "target: " + e.getMessage());
    }
  }

  private void replacements() {
    List<Replacement> replacements = new ArrayList<>();
    for (ObjectNode entry : file.objects("replacements")) {
      String path = KustomizationFile.text(entry, "path");
      if (path.isEmpty()) {
        replacements.add(new Replacement(entry, file.place(entry).toString()));
      } else if (entry.has("source") || !entry.path("targets").isEmpty()) {
        throw file.failure(entry, "a replacement has either a path or its own content");
      } else {
        fromFile(entry, path, replacements);
      }
    }
    if (!replacements.isEmpty()) {
      add(
          "ReplacementTransformer",
          resources -> replacements.forEach(each -> each.transform(resources)));
    }
  }

  private void fromFile(ObjectNode entry, String path, List<Replacement> replacements) {
    String whole = file.pathBelow(entry, path);
    for (YamlDocument document : yaml.read(whole, file.readBelow(tree, entry, path))) {
      KustomizationFields fields = new KustomizationFields(whole, document.lines());
      Iterable<JsonNode> definitions =
          document.root().isArray() ? document.root() : List.of(document.root());
      for (JsonNode definition : definitions) {
        if (!(definition instanceof ObjectNode mapping)) {
          throw BuildException.at(document.origin(), "a replacement must be a mapping");
        }
        fields.check(mapping, "Replacement");
        replacements.add(new Replacement(mapping, document.origin().toString()));
      }
    }
  }
}
