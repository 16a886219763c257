package io.rolloutoperator.gitsync.unit;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.gitsync.version.VersionRange;
import java.util.Optional;

/** How refs may be written; names as {@code git check-ref-format} allows them. */
public final class RefNames {

  private static final int LONGEST = 255;
  private static final int COMMIT_DIGITS = 40;
  private static final String FORBIDDEN = " ~^:?*[\\";

  private RefNames() {}

  /** What is wrong with a ref of a specification, if anything: one line for people. */
  public static Optional<String> problem(GitRef ref) {
    return switch (ref) {
      case GitRef.RemoteHead() -> Optional.empty();
      case GitRef.Branch(String name) -> invalid(name, isShortName(name));
      case GitRef.Tag(String name) -> invalid(name, isShortName(name));
      case GitRef.FullName(String name) -> invalid(name, isFullName(name));
      case GitRef.Semver(String range) ->
          VersionRange.parse(range).isPresent()
              ? Optional.empty()
              : Optional.of(OneLine.quoted(range) + " is not a semver range");
      case GitRef.Commit(String id) ->
          isCommit(id)
              ? Optional.empty()
              : Optional.of("spec.repo.ref.commit: must be 40 hexadecimal digits");
    };
  }

  private static Optional<String> invalid(String name, boolean valid) {
    return valid
        ? Optional.empty()
        : Optional.of("ref " + OneLine.quoted(name) + " is not a valid Git ref name");
  }

  private static boolean isCommit(String id) {
    return id.length() == COMMIT_DIGITS
        && id.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0);
  }

  /** The name of a branch or tag, without {@code refs/heads/}. */
  private static boolean isShortName(String name) {
    return !name.startsWith("-") && isWellFormed(name);
  }

  /** A name from the root, such as {@code refs/pull/1/head}. */
  private static boolean isFullName(String name) {
    return name.startsWith("refs/") && isWellFormed(name);
  }

  private static boolean isWellFormed(String name) {
    if (name.isEmpty() || name.length() > LONGEST || name.equals("@")) {
      return false;
    }
    if (name.contains("..") || name.contains("@{") || name.endsWith(".")) {
      return false;
    }
    if (!name.chars().allMatch(c -> c >= ' ' && c != 127 && FORBIDDEN.indexOf(c) < 0)) {
      return false;
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".") || part.endsWith(".lock")) {
        return false;
      }
    }
    return true;
  }
}
