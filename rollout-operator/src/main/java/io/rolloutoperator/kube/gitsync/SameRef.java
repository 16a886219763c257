package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.unit.GitRef;

/** Whether a GitSync asks for a ref. */
final class SameRef {

  private SameRef() {}

  /**
   * Compares.
   *
   * @param written field {@code spec.repo.ref}
   */
  static boolean is(GitRef ref, JsonNode written) {
    return switch (ref) {
      case GitRef.RemoteHead() -> written.isMissingNode() || written.isEmpty();
      case GitRef.Branch(String name) -> written.path("branch").asText().equals(name);
      case GitRef.Tag(String name) -> written.path("tag").asText().equals(name);
      case GitRef.Semver(String range) -> written.path("semver").asText().equals(range);
      case GitRef.FullName(String name) -> written.path("name").asText().equals(name);
      case GitRef.Commit(String id) -> written.path("commit").asText().equals(id);
    };
  }
}
