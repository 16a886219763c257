package io.rolloutoperator.gitsync.frontend.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.api.gitsync.GitSyncSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fields that nothing is made of yet. Those whose neglect would write what the user forbade are
 * refused; the others are ignored, and told.
 */
final class UnsupportedFields {

  /** Paths of unknown fields; after these nobody reads more. */
  private static final int MOST = 50;

  private UnsupportedFields() {}

  /** What is wrong with a spec that relies on a field which must not be ignored. */
  static List<String> refused(GitSyncSpec spec) {
    return Stream.of(
            refused(
                spec.repo().verify() != null,
                "spec.repo.verify",
                "commits without a signature would be applied"),
            refused(
                spec.render().substitute() != null,
                "spec.render.substitute",
                "variables would be applied as they are written"),
            refused(
                !spec.render().substituteFrom().isEmpty(),
                "spec.render.substituteFrom",
                "variables would be applied as they are written"),
            refused(
                spec.kubeConfig() != null,
                "spec.kubeConfig",
                "objects would be applied to this cluster"),
            refused(
                !spec.syncWindows().isEmpty(),
                "spec.syncWindows",
                "objects would be applied at any time"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> refused(boolean present, String field, String otherwise) {
    return present ? Optional.of(field + ": not supported yet; " + otherwise) : Optional.empty();
  }

  /**
   * Paths of all fields without effect.
   *
   * @param tree what the spec was read from
   */
  static List<String> ignored(GitSyncSpec spec, JsonNode tree) {
    List<String> paths = new ArrayList<>();
    add(spec.repo().provider().equals("github"), "spec.repo.provider", paths);
    add(spec.decryption() != null, "spec.decryption", paths);
    add(spec.adoptFrom() != null, "spec.adoptFrom", paths);
    add(!spec.rollouts().promoteTo().isEmpty(), "spec.rollouts.promoteTo", paths);
    add(spec.rollouts().commitStatus(), "spec.rollouts.commitStatus", paths);
    add(!spec.imagePolicies().isEmpty(), "spec.imagePolicies", paths);
    unknown(tree, Encoder.encode(spec), "spec", paths);
    return paths;
  }

  private static void add(boolean present, String field, List<String> paths) {
    if (present) {
      paths.add(field);
    }
  }

  /**
   * Adds the fields that were lost when the tree was read as a record, unless they mean the same as
   * none. The API server drops them from objects it stores, if its CRD is ours.
   */
  private static void unknown(JsonNode written, JsonNode kept, String path, List<String> paths) {
    for (int i = 0; written.isArray() && i < written.size(); i++) {
      unknown(written.path(i), kept.path(i), path + "[" + i + "]", paths);
    }
    written
        .properties()
        .forEach(
            field -> {
              String at = path + "." + field.getKey();
              if (kept.has(field.getKey())) {
                unknown(field.getValue(), kept.get(field.getKey()), at, paths);
              } else if (!meansNothing(field.getValue()) && paths.size() < MOST) {
                paths.add(OneLine.of(at));
              }
            });
  }

  private static boolean meansNothing(JsonNode value) {
    return value.isContainerNode()
        ? value.isEmpty()
        : value.isNull() || List.of("", "0", "false").contains(value.asText());
  }
}
