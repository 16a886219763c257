package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ManifestReader;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.TreePath;
import io.rolloutoperator.gitsync.render.UnitTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the resources of a kustomization and of those it builds on.
 *
 * <pre>
 *   resources, bases     in the order of the file; a base is accumulated for itself first
 *   generators           ConfigMaps, then Secrets
 *   components           each works on all that is there so far
 *   transformers         {@link Transformers}
 * </pre>
 *
 * Hashes, references and the order are left for the end: {@link Completion}.
 */
final class Accumulation {

  private final UnitTree tree;
  private final YamlReader yaml;
  private final int objectLimit;
  private final KustomizationFiles files;

  /** Folders on the way from the one that is rendered to the one that is read now. */
  private final Deque<String> chain = new ArrayDeque<>();

  /** Paths as they are written on that way; null if nobody asked for origins. */
  private final @Nullable Deque<String> trail;

  /**
   * One run.
   *
   * @param objectLimit objects at any time
   * @param tracked whether origins and changes are noted
   */
  Accumulation(UnitTree tree, YamlReader yaml, int objectLimit, boolean tracked) {
    this.objectLimit = objectLimit;
    this.tree = tree;
    this.yaml = yaml;
    this.files = new KustomizationFiles(tree, yaml, KustomizationFiles.Engine.JAVA);
    this.trail = tracked ? new ArrayDeque<>() : null;
  }

  /**
   * All resources of a kustomization.
   *
   * @throws BuildException if anything it needs is missing or wrong
   */
  ResourceList accumulate(KustomizationFile file) {
    ResourceList resources = new ResourceList();
    accumulate(file, resources);
    return resources;
  }

  /**
   * Lets a component work on what there is.
   *
   * @param path as the kustomization names it
   */
  void component(KustomizationFile file, String path, ResourceList resources) {
    KustomizationFile component = files.read(folder(file, path));
    if (!component.isComponent()) {
      throw component.failure("kind must be Component to be used in components");
    }
    enter(path);
    accumulate(component, resources);
    leave();
  }

  private void accumulate(KustomizationFile file, ResourceList resources) {
    chain.addLast(file.folder());
    for (String path : file.texts("resources", "bases")) {
      resource(file, path, resources);
      limit(resources);
    }
    for (Generator generator : Generator.values()) {
      generator.generate(file, tree, resources, step(file, generator.builtin()));
      limit(resources);
    }
    for (String path : file.texts("components")) {
      component(file, path, resources);
    }
    for (Transformers.Named each : Transformers.of(file, tree, yaml)) {
      each.transformer().transform(resources);
      note(step(file, each.builtin()), resources);
      resources.dropGone();
    }
    chain.removeLast();
  }

  private void limit(ResourceList resources) {
    if (resources.size() > objectLimit) {
      throw new BuildException("more than " + objectLimit + " objects");
    }
  }

  private void resource(KustomizationFile file, String path, ResourceList resources) {
    boolean remote = RemotePath.certain(path) || (RemotePath.likely(path) && !exists(file, path));
    if (remote) {
      throw RemotePath.refused(file.path(), path);
    }
    String resolved = TreePath.resolve(file.folder(), path);
    if (tree.isFile(resolved)) {
      file.pathBelow(file.root(), path);
      resources.append(read(resolved, path));
      return;
    }
    KustomizationFile base = files.read(folder(file, path));
    if (base.isComponent()) {
      throw file.failure("resource \"" + path + "\" is a Component; name it in components");
    }
    enter(path);
    ResourceList its = new ResourceList();
    accumulate(base, its);
    leave();
    resources.append(its.all());
  }

  private boolean exists(KustomizationFile file, String path) {
    try {
      return tree.type(TreePath.resolve(file.folder(), path)).isPresent();
    } catch (BuildException e) {
      return false;
    }
  }

  private List<Resource> read(String file, String written) {
    List<Resource> resources = new ArrayList<>();
    for (Manifest manifest : new ManifestReader(yaml).read(file, tree.read(file))) {
      Resource resource = new Resource(manifest.object(), manifest.origin());
      if (trail != null) {
        resource.trail().startAt(BuildTrail.Step.file(origin(written)));
      }
      resources.add(resource);
    }
    return resources;
  }

  /** The folder of a base or component, which must not lead back to where it is used. */
  private String folder(KustomizationFile file, String path) {
    if (RemotePath.certain(path)) {
      throw RemotePath.refused(file.path(), path);
    }
    String folder = TreePath.resolve(file.folder(), path);
    if (!tree.isFolder(folder)) {
      if (RemotePath.likely(path)) {
        throw RemotePath.refused(file.path(), path);
      }
      throw file.failure("resource \"" + path + "\" not found");
    }
    for (String visited : chain) {
      if (folder.isEmpty() || visited.equals(folder) || visited.startsWith(folder + "/")) {
        throw cycle(visited, folder);
      }
    }
    return folder;
  }

  private BuildException cycle(String from, String back) {
    Stream<String> way = chain.stream().dropWhile(each -> !each.equals(from));
    return new BuildException(
        "kustomization cycle: "
            + String.join(
                " -> ",
                Stream.concat(way, Stream.of(back)).map(f -> f.isEmpty() ? "." : f).toList()));
  }

  private void enter(String path) {
    if (trail != null) {
      trail.addLast(path);
    }
  }

  private void leave() {
    if (trail != null) {
      trail.removeLast();
    }
  }

  private BuildTrail.@Nullable Step step(KustomizationFile file, String builtin) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return trail == null ? null : BuildTrail.Step.builtin(origin(name), builtin);
  }

  private static void note(BuildTrail.@Nullable Step step, ResourceList resources) {
    if (step != null) {
      resources.all().forEach(each -> each.trail().add(step));
    }
  }

  /** The way to a file as its kustomizations name it, from the one that is rendered. */
  private String origin(String path) {
    return trail == null ? path : RelativePath.join(trail, path);
  }
}
