package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.version.VersionRange;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Names of refs as people write them. */
public final class RefNames {

  private static final int LONGEST = 255;

  private RefNames() {}

  /**
   * What is wrong with a ref of a specification, if anything: {@code ref "-x" is not a valid Git
   * ref name}.
   */
  public static Optional<String> problem(GitRef ref) {
    return switch (ref) {
      case GitRef.RemoteHead() -> Optional.empty();
      case GitRef.Branch(String name) -> problem(name, Constants.R_HEADS + name);
      case GitRef.Tag(String name) -> problem(name, Constants.R_TAGS + name);
      case GitRef.FullName(String name) ->
          name.startsWith(Constants.R_REFS) ? problem(name, name) : invalid(name);
      case GitRef.Semver(String range) ->
          VersionRange.parse(range).isPresent()
              ? Optional.empty()
              : Optional.of("\"" + shown(range) + "\" is not a semver range");
      case GitRef.Commit(String id) ->
          ObjectId.isId(id)
              ? Optional.empty()
              : Optional.of("\"" + shown(id) + "\" is not a commit id of 40 hex digits");
    };
  }

  private static Optional<String> problem(String written, String full) {
    boolean valid =
        !written.startsWith("-") && written.length() <= LONGEST && Repository.isValidRefName(full);
    return valid ? Optional.empty() : invalid(written);
  }

  private static Optional<String> invalid(String name) {
    return Optional.of("ref \"" + shown(name) + "\" is not a valid Git ref name");
  }

  /** A tenant's text in a message of one line. */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars().limit(64).forEach(c -> shown.append(Character.isISOControl(c) ? ' ' : (char) c));
    return shown.toString();
  }

  /** {@code main} of {@code refs/heads/main}; of other refs all after {@code refs/}. */
  static String shortName(String full) {
    for (String prefix : new String[] {Constants.R_HEADS, Constants.R_TAGS, Constants.R_REFS}) {
      if (full.startsWith(prefix)) {
        return full.substring(prefix.length());
      }
    }
    return full;
  }
}
