package io.rolloutoperator.gitsync.unit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How files become objects.
 *
 * @param recurse whether plain mode looks into folders below
 * @param include gitignore patterns of the files that plain mode reads; none: all
 * @param exclude gitignore patterns of the files that plain mode skips
 * @param overlay fields of a {@code kustomization.yaml} (images, patches, components, namePrefix,
 *     nameSuffix, commonMetadata) put on top of what was rendered; empty for none
 */
public record Rendering(
    Mode mode, boolean recurse, List<String> include, List<String> exclude, ObjectNode overlay) {

  /** What the folder holds. */
  public enum Mode {
    /** A kustomization if there is one, else plain files. */
    AUTO,
    KUSTOMIZE,
    PLAIN
  }

  /** Copies the lists. */
  public Rendering {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }
}
