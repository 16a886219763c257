package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.SourceException;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.version.SemanticVersion;
import io.rolloutoperator.gitsync.version.VersionRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;

/**
 * What to fetch, of what a server lists.
 *
 * @param candidates the wanted ref; more than one if tags of equal versions wait for the time of
 *     their commits to decide
 */
record RefChoice(List<Ref> candidates) {

  /**
   * What a server need only list.
   *
   * @return prefixes of full names; none if nothing need be listed
   */
  static List<String> prefixes(GitRef ref) {
    return switch (ref) {
      case GitRef.RemoteHead() -> List.of(Constants.HEAD);
      case GitRef.Branch(String name) -> List.of(Constants.HEAD, Constants.R_HEADS + name);
      case GitRef.Tag(String name) -> List.of(Constants.HEAD, Constants.R_TAGS + name);
      case GitRef.FullName(String name) -> List.of(Constants.HEAD, name);
      case GitRef.Semver(_) -> List.of(Constants.R_TAGS);
      case GitRef.Commit(_) -> List.of();
    };
  }

  static RefChoice of(GitRef ref, Map<String, Ref> listed) throws SourceException {
    return switch (ref) {
      case GitRef.RemoteHead() -> exact(Constants.HEAD, listed);
      case GitRef.Branch(String name) -> exact(Constants.R_HEADS + name, listed);
      case GitRef.Tag(String name) -> exact(Constants.R_TAGS + name, listed);
      case GitRef.FullName(String name) -> exact(name, listed);
      case GitRef.Semver(String range) -> highest(range, listed);
      case GitRef.Commit(String id) -> commit(ObjectId.fromString(id));
    };
  }

  static RefChoice commit(ObjectId id) {
    return new RefChoice(List.of(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id.name(), id)));
  }

  private static RefChoice exact(String name, Map<String, Ref> listed) throws SourceException {
    Ref ref = listed.get(name);
    if (ref == null || ref.getObjectId() == null) {
      throw notFound(name);
    }
    return new RefChoice(List.of(ref));
  }

  private static SourceException notFound(String name) {
    return SourceException.refused("ref " + name + " not found in the repository");
  }

  private static SourceException noMatch(String range) {
    return SourceException.refused("no tag matches semver range \"" + range + "\"");
  }

  /** The failure of a ref that a server does not list. */
  static SourceException missing(GitRef ref) {
    return switch (ref) {
      case GitRef.RemoteHead() -> notFound(Constants.HEAD);
      case GitRef.Branch(String name) -> notFound(Constants.R_HEADS + name);
      case GitRef.Tag(String name) -> notFound(Constants.R_TAGS + name);
      case GitRef.FullName(String name) -> notFound(name);
      case GitRef.Semver(String range) -> noMatch(range);
      case GitRef.Commit(String id) -> SourceException.refused("commit " + id + " not found");
    };
  }

  private static RefChoice highest(String text, Map<String, Ref> listed) throws SourceException {
    VersionRange range =
        VersionRange.parse(text)
            .orElseThrow(() -> SourceException.refused("\"" + text + "\" is not a semver range"));
    List<Tagged> tags = new ArrayList<>();
    for (Ref ref : listed.values()) {
      Tagged.of(ref).filter(tag -> range.contains(tag.version())).ifPresent(tags::add);
    }
    Optional<Tagged> best = tags.stream().max(Comparator.comparing(Tagged::version));
    if (best.isEmpty()) {
      throw noMatch(text);
    }
    return new RefChoice(
        tags.stream()
            .filter(tag -> tag.version().compareTo(best.get().version()) == 0)
            .map(Tagged::ref)
            .toList());
  }

  /** The commit a ref leads to, for an annotated tag too, as far as the server says. */
  static ObjectId target(Ref ref) {
    return Objects.requireNonNullElse(
        ref.getPeeledObjectId(), Objects.requireNonNull(ref.getObjectId()));
  }

  /** Short name of what was chosen: the branch that HEAD stands for; nothing for a commit. */
  static String name(Ref ref) {
    String name = ref.getLeaf().getName();
    return ObjectId.isId(name) || name.equals(Constants.HEAD) ? "" : shortName(name);
  }

  /** {@code main} of {@code refs/heads/main}; of other refs all after {@code refs/}. */
  private static String shortName(String full) {
    for (String prefix : new String[] {Constants.R_HEADS, Constants.R_TAGS, Constants.R_REFS}) {
      if (full.startsWith(prefix)) {
        return full.substring(prefix.length());
      }
    }
    return full;
  }

  private record Tagged(Ref ref, SemanticVersion version) {
    static Optional<Tagged> of(Ref ref) {
      return ref.getName().startsWith(Constants.R_TAGS) && ref.getObjectId() != null
          ? SemanticVersion.parse(ref.getName().substring(Constants.R_TAGS.length()))
              .map(version -> new Tagged(ref, version))
          : Optional.empty();
    }
  }
}
