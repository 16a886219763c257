package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.render.InputSet;
import io.rolloutoperator.gitsync.source.CommitTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * As much of kustomize as it takes to have a template in several files: {@code - file} lines and
 * {@code newTag:}. Comments, replicas and Services are no part of the template. Its hash is the
 * template itself, so that a failing test says what is wrong.
 */
record TinyKustomize(String folder) implements RolloutRendering {

  @Override
  public Rendered render(CommitTree tree) {
    Map<String, String> inputs = new TreeMap<>();
    StringBuilder template = new StringBuilder();
    boolean complete = read(tree, folder + "/kustomization.yaml", inputs, template);
    return new Rendered(
        complete ? Optional.of(template.toString()) : Optional.empty(), InputSet.of(inputs));
  }

  private static boolean read(
      CommitTree tree, String file, Map<String, String> inputs, StringBuilder template) {
    Optional<CommitTree.Entry> entry = tree.entry(file);
    inputs.put(file, entry.map(CommitTree.Entry::id).orElse(""));
    if (entry.isEmpty()) {
      return false;
    }
    List<String> lines =
        new String(tree.read(file, 1 << 20), StandardCharsets.UTF_8).lines().toList();
    boolean complete = true;
    for (String line : lines) {
      if (line.startsWith("- ")) {
        Path other = Path.of(file).resolveSibling(line.substring(2).strip()).normalize();
        complete &= read(tree, other.toString(), inputs, template);
      } else if (!lines.contains("kind: Service") && isOfTemplate(line)) {
        template.append(line.strip()).append(';');
      }
    }
    return complete;
  }

  private static boolean isOfTemplate(String line) {
    return line.startsWith("newTag: ") || line.startsWith("env: ") || line.startsWith("image: ");
  }
}
