package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.KustomizeBuild;
import io.rolloutoperator.gitsync.render.TreePath;
import io.rolloutoperator.gitsync.render.UnitTree;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the files that the kustomize binary reads for a folder, and refuses what it would fetch
 * from elsewhere: it has an HTTP client of its own, so nothing that is a URL may reach it.
 *
 * <p>All kustomization files are written anew, as JSON of what was understood and judged here: the
 * binary takes keys in any case and YAML by rules of its own, and must not find in them what was
 * not seen here. Whatever else is YAML is read once, for the sake of its limits.
 */
final class BuildFiles {

  /** They are written to {@code /tmp}, a quarter of which it is by default. */
  private static final long TOTAL_LIMIT = 16L << 20;

  private static final int BLOCK = 4 << 10;

  private final UnitTree tree;
  private final YamlReader yaml;
  private final KustomizationFiles kustomizations;
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final Set<String> visited = new HashSet<>();
  private long total;

  private BuildFiles(UnitTree tree, YamlReader yaml) {
    this.tree = tree;
    this.yaml = yaml;
    this.kustomizations = new KustomizationFiles(tree, yaml, KustomizationFiles.Engine.BINARY);
  }

  /**
   * The files for a folder.
   *
   * @throws BuildException if something is missing, remote, beyond a limit, or needs Helm
   */
  static KustomizeBuild of(UnitTree tree, YamlReader yaml, String folder) {
    BuildFiles build = new BuildFiles(tree, yaml);
    String file = build.kustomization(folder).path();
    return new KustomizeBuild(file, folder, build.files);
  }

  UnitTree tree() {
    return tree;
  }

  YamlReader yaml() {
    return yaml;
  }

  KustomizationFile read(String folder) {
    return kustomizations.read(folder);
  }

  /** Writes what was understood of a file in place of the file. */
  void rewrite(String path, String json) {
    byte[] before = files.remove(path);
    total -= before == null ? 0 : onDisk(before);
    put(path, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file as it is, unless it is there already. */
  void copy(String path, byte[] content) {
    if (!files.containsKey(path)) {
      put(path, content);
    }
  }

  private void put(String path, byte[] content) {
    total += onDisk(content);
    if (total > TOTAL_LIMIT) {
      throw BuildException.in(
          path,
          "the files for the kustomize binary take more than " + (TOTAL_LIMIT >> 20) + " MiB");
    }
    files.put(path, content);
  }

  /** Also a file of one byte takes a block of {@code /tmp}. */
  private static long onDisk(byte[] content) {
    return (long) Math.ceilDiv(content.length, BLOCK) * BLOCK;
  }

  private KustomizationFile kustomization(String folder) {
    visited.add(folder);
    KustomizationFile file = read(folder);
    file.texts("resources", "bases").forEach(path -> resource(file, path));
    file.texts("components").forEach(path -> base(file, path));
    for (String field : List.of("configMapGenerator", "secretGenerator")) {
      file.objects(field).forEach(arguments -> sources(file, arguments));
    }
    for (String field : List.of("patches", "patchesJson6902", "replacements")) {
      file.objects(field).forEach(entry -> pathOrText(file, entry));
    }
    file.texts("patchesStrategicMerge").forEach(entry -> mergePatch(file, entry));
    for (String field : List.of("configurations", "crds")) {
      file.texts(field).forEach(path -> yamlBelow(file, file.root(), path));
    }
    String schema = KustomizationFile.text(file.root().path("openapi"), "path");
    if (!schema.isEmpty()) {
      yamlBelow(file, file.root(), schema);
    }
    new PluginFiles(this, file).collect();
    rewrite(file.path(), file.root().toString());
    return file;
  }

  private void resource(KustomizationFile file, String path) {
    if (isFile(file, path)) {
      yamlBelow(file, file.root(), path);
    } else {
      base(file, path);
    }
  }

  private void base(KustomizationFile file, String path) {
    String folder = folder(file, path);
    if (!visited.contains(folder)) {
      var _ = kustomization(folder);
    }
  }

  /**
   * Whether a path that a kustomization names is that of a file.
   *
   * @throws BuildException if it is remote or leaves the repository
   */
  boolean isFile(KustomizationFile file, String path) {
    if (RemotePath.certain(path)) {
      throw RemotePath.refused(file.path(), path);
    }
    return tree.isFile(resolved(file, path));
  }

  /**
   * The folder that a kustomization names.
   *
   * @throws BuildException if there is none, or it is in another repository
   */
  String folder(KustomizationFile file, String path) {
    if (RemotePath.certain(path)) {
      throw RemotePath.refused(file.path(), path);
    }
    String folder = resolved(file, path);
    if (tree.isFolder(folder)) {
      return folder;
    }
    throw RemotePath.likely(path)
        ? RemotePath.refused(file.path(), path)
        : file.failure("resource \"" + path + "\" not found");
  }

  /** A path that climbs out of the repository is no path of it, but may be a URL. */
  private static String resolved(KustomizationFile file, String path) {
    try {
      return TreePath.resolve(file.folder(), path);
    } catch (BuildException e) {
      throw RemotePath.likely(path) ? RemotePath.refused(file.path(), path) : e;
    }
  }

  private void sources(KustomizationFile file, ObjectNode arguments) {
    KustomizationFile.texts(arguments.path("files"))
        .forEach(source -> below(file, arguments, source.substring(source.indexOf('=') + 1)));
    KustomizationFile.texts(arguments.path("envs")).forEach(path -> below(file, arguments, path));
    String old = KustomizationFile.text(arguments, "env");
    if (!old.isEmpty()) {
      below(file, arguments, old);
    }
  }

  private void pathOrText(KustomizationFile file, ObjectNode entry) {
    String path = KustomizationFile.text(entry, "path");
    if (!path.isEmpty()) {
      yamlBelow(file, entry, path);
    }
    checkLimits(file.place(entry).toString(), KustomizationFile.text(entry, "patch"));
  }

  private void mergePatch(KustomizationFile file, String entry) {
    if (isInline(file, entry)) {
      checkLimits(file.placeOf("patchesStrategicMerge").toString(), entry);
    } else {
      yamlBelow(file, file.root(), entry);
    }
  }

  /**
   * Whether an entry is YAML itself, not the path of a file.
   *
   * @throws BuildException if it is remote
   */
  static boolean isInline(KustomizationFile file, String entry) {
    if (RemotePath.certain(entry)) {
      throw RemotePath.refused(file.path(), entry);
    }
    return entry.contains("\n") || entry.contains(":") || entry.startsWith("{");
  }

  /** Reads YAML that stands in a text, only to see whether it keeps the limits. */
  void checkLimits(String place, String text) {
    var _ = yaml.read(place, text.getBytes(StandardCharsets.UTF_8));
  }

  private void below(KustomizationFile file, JsonNode mapping, String path) {
    copy(file.pathBelow(mapping, path), file.readBelow(tree, mapping, path));
  }

  private void yamlBelow(KustomizationFile file, JsonNode mapping, String path) {
    String whole = file.pathBelow(mapping, path);
    if (!files.containsKey(whole)) {
      byte[] content = file.readBelow(tree, mapping, path);
      var _ = yaml.read(whole, content);
      copy(whole, content);
    }
  }
}
