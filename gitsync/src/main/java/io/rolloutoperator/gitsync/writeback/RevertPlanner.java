package io.rolloutoperator.gitsync.writeback;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the fewest files that must get their healthy content back for the healthy pod template to
 * come back. Not {@code git revert}: the commit may hold changes of other applications, and of this
 * one apart from its template; they stay.
 */
public final class RevertPlanner {

  /** Most files of one commit. */
  public static final int MOST_FILES = 50;

  private final BadRelease release;
  private final RevertFiles files;
  private final TemplateHash template;

  private RevertPlanner(BadRelease release, RevertFiles files, TemplateHash template) {
    this.release = release;
    this.files = files;
    this.template = template;
  }

  /** Decides for one state of the branch; to be asked anew when the branch has moved. */
  public static RevertPlan plan(BadRelease release, RevertFiles files, TemplateHash template) {
    return new RevertPlanner(release, files, template).plan();
  }

  private RevertPlan plan() {
    if (!template.at(files.head()).equals(Optional.of(release.badHash()))) {
      return new RevertPlan.AlreadyGone();
    }
    NavigableSet<String> differing = differing();
    if (!isHealthy(files.bad(), differing)) {
      return notReached();
    }
    NavigableSet<String> needed = new Reduction(differing).result();
    if (needed.isEmpty()) {
      return notReached();
    }
    if (needed.size() > MOST_FILES) {
      return new RevertPlan.NotPossible(
          "more than " + MOST_FILES + " files must be restored to undo " + release.shortBad());
    }
    return onTopOfTheBranch(needed);
  }

  private RevertPlan onTopOfTheBranch(NavigableSet<String> needed) {
    for (String path : needed) {
      if (!Objects.equals(files.head().get(path), files.bad().get(path))) {
        return new RevertPlan.NotPossible(path + " changed after " + release.shortBad());
      }
    }
    return isHealthy(files.head(), needed)
        ? new RevertPlan.Files(changes(needed))
        : new RevertPlan.NotPossible(
            "commits after "
                + release.shortBad()
                + " keep the files of "
                + release.shortHealthy()
                + " from bringing back the healthy pod template");
  }

  private RevertPlan notReached() {
    return new RevertPlan.NotPossible(
        "restoring the files of "
            + release.shortHealthy()
            + " does not bring back the healthy pod template");
  }

  private NavigableSet<String> differing() {
    NavigableSet<String> paths = new TreeSet<>(files.healthy().keySet());
    paths.addAll(files.bad().keySet());
    paths.removeIf(path -> Objects.equals(files.healthy().get(path), files.bad().get(path)));
    return paths;
  }

  private boolean isHealthy(SortedMap<String, FileContent> onto, Collection<String> restored) {
    SortedMap<String, FileContent> mixed = new TreeMap<>(onto);
    for (String path : restored) {
      FileContent healthy = files.healthy().get(path);
      if (healthy == null) {
        mixed.remove(path);
      } else {
        mixed.put(path, healthy);
      }
    }
    return template.at(mixed).equals(Optional.of(release.healthyHash()));
  }

  private SortedMap<String, FileChange> changes(NavigableSet<String> paths) {
    SortedMap<String, FileChange> changes = new TreeMap<>();
    for (String path : paths) {
      FileContent healthy = files.healthy().get(path);
      changes.put(path, healthy == null ? new FileChange.Delete() : new FileChange.Write(healthy));
    }
    return changes;
  }

  /**
   * Leaves out, in the order of paths, what is not needed. Whole ranges are tried first: a commit
   * that touched thousands of files costs some hundred renderings, not thousands.
   */
  private final class Reduction {
    private final NavigableSet<String> kept;
    private int needed;

    Reduction(NavigableSet<String> candidates) {
      this.kept = new TreeSet<>(candidates);
      reduce(List.copyOf(candidates));
    }

    /** At most one more than {@link #MOST_FILES} are exact; a larger set has no use. */
    NavigableSet<String> result() {
      return kept;
    }

    private void reduce(List<String> range) {
      if (range.isEmpty() || needed > MOST_FILES) {
        return;
      }
      NavigableSet<String> without = new TreeSet<>(kept);
      range.forEach(without::remove);
      if (isHealthy(files.bad(), without)) {
        kept.retainAll(without);
      } else if (range.size() == 1) {
        needed++;
      } else {
        int middle = range.size() / 2;
        reduce(range.subList(0, middle));
        reduce(range.subList(middle, range.size()));
      }
    }
  }
}
