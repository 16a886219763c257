package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.GitLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * A bare repository in a folder of its own. What is not needed any more leaves it: commits that no
 * ref and no tree in use holds, their packs, and their lines in the file {@code shallow}.
 */
final class MirrorStore implements AutoCloseable {

  private static final String IN_USE = "refs/rollout-operator/in-use/";

  /** Followed by the id of the commit. */
  static final String HEALTHY = "refs/rollout-operator/healthy/";

  /** Commits that units may go back to; one more is fetched when it is needed. */
  static final int MOST_HELD = 16;

  /**
   * By protocol 0, JGit misreads an answer after it has told the server of 32 commits. It tells of
   * all that refs point to.
   */
  static final int MOST_TOLD = 31;

  private static final String CONFIG =
      """
      [core]
        repositoryFormatVersion = 0
        bare = true
        fileMode = false
        logAllRefUpdates = false
      [gc]
        auto = 0
        autoDetach = false
        pruneExpire = now
        prunePackExpire = now
      [pack]
        threads = 1
        buildBitmaps = false
      [http]
        followRedirects = initial
        maxRedirects = 5
        userAgent = rollout-operator
      """;

  private final Path folder;
  private final GuardedRepository repository;
  private final Upkeep upkeep;
  private final boolean whole;
  private final Map<ObjectId, WeakReference<GitTree>> trees = new HashMap<>();

  /**
   * Makes an empty one; the folder must not exist.
   *
   * @param whole whether commits come with all their history
   */
  MirrorStore(Path folder, GitLimits limits, Upkeep upkeep, boolean whole) throws IOException {
    this.folder = folder;
    this.upkeep = upkeep;
    this.whole = whole;
    Files.createDirectories(folder.resolve("objects/pack"));
    Files.createDirectories(folder.resolve("objects/info"));
    Files.createDirectories(folder.resolve("refs/heads"));
    Files.writeString(folder.resolve("config"), CONFIG);
    Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/none\n");
    this.repository = new GuardedRepository(folder, limits);
  }

  Repository repository() {
    return repository;
  }

  /** Whether commits come with all their history, and are to be asked for so. */
  boolean isWhole() {
    return whole;
  }

  /** Who is told of the bytes of packs from now on. */
  void receiving(LongConsumer packBytes) {
    repository.receiving(packBytes);
  }

  /** Whether all that refs hold is still there. */
  boolean isIntact() {
    try {
      boolean intact = Files.exists(folder.resolve("HEAD"));
      for (ObjectId id : held(Constants.R_REFS).values()) {
        intact &= has(id);
      }
      return intact;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  boolean has(ObjectId id) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      return reader.has(id);
    }
  }

  Set<ObjectId> shallow() throws IOException {
    return Set.copyOf(repository.getObjectDatabase().getShallowCommits());
  }

  void shallow(Set<ObjectId> commits) throws IOException {
    if (!shallow().equals(commits)) {
      repository.getObjectDatabase().setShallowCommits(new HashSet<>(commits));
    }
  }

  /** Makes commits look as if they were fetched alone; the history that is here stays. */
  void hideHistory(Set<ObjectId> commits) throws IOException {
    Set<ObjectId> hidden = new HashSet<>(shallow());
    hidden.addAll(commits);
    shallow(hidden);
  }

  /** Keeps a commit. */
  void point(String ref, ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setNewObjectId(id);
    update.disableRefLog();
    RefUpdate.Result result = update.forceUpdate();
    switch (result) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
      default -> throw new IOException("cannot set " + ref + ": " + result);
    }
  }

  /** Keeps these commits, as far as they are here, those first that it kept before; no others. */
  void hold(Set<ObjectId> commits) throws IOException {
    Set<ObjectId> held = new HashSet<>(held(HEALTHY).values());
    for (ObjectId commit : Set.copyOf(held)) {
      if (!commits.contains(commit)) {
        drop(HEALTHY + commit.name());
        held.remove(commit);
      }
    }
    for (ObjectId commit : commits) {
      if (held.size() < MOST_HELD && !held.contains(commit) && has(commit)) {
        point(HEALTHY + commit.name(), commit);
        held.add(commit);
      }
    }
  }

  /** Whether so many refs have come together that servers may be misunderstood. */
  boolean isCrowded() throws IOException {
    return Set.copyOf(held(Constants.R_REFS).values()).size() > MOST_TOLD;
  }

  private void drop(String ref) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setForceUpdate(true);
    update.disableRefLog();
    update.delete();
  }

  /** Every commit that a ref holds. */
  Map<String, ObjectId> held(String prefix) throws IOException {
    Map<String, ObjectId> held = new HashMap<>();
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
      held.put(ref.getName(), ref.getObjectId());
    }
    return held;
  }

  /** The files of a commit that is here; read once as long as somebody uses them. */
  GitTree tree(ObjectId commit, int maxEntries) throws IOException {
    WeakReference<GitTree> known = trees.get(commit);
    GitTree tree = known == null ? null : known.get();
    if (tree == null) {
      tree = GitTree.load(repository, commit, maxEntries);
      trees.put(commit, new WeakReference<>(tree));
    }
    return tree;
  }

  boolean inUse() {
    trees.values().removeIf(reference -> reference.get() == null);
    return !trees.isEmpty();
  }

  /** Throws away what nothing holds, once there are enough packs for it to pay. */
  void tidyWhenDue() throws IOException {
    if (packs() >= upkeep.packs()) {
      tidy();
    }
  }

  private void tidy() throws IOException {
    inUse();
    for (String ref : held(IN_USE).keySet()) {
      if (!trees.containsKey(ObjectId.fromString(ref.substring(IN_USE.length())))) {
        drop(ref);
      }
    }
    for (ObjectId commit : trees.keySet()) {
      point(IN_USE + commit.name(), commit);
    }
    try {
      Git.wrap(repository).gc().call();
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
    Set<ObjectId> kept = new HashSet<>();
    for (ObjectId commit : shallow()) {
      if (has(commit)) {
        kept.add(commit);
      }
    }
    shallow(kept);
  }

  int packs() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("objects/pack"))) {
      return (int) files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  /** Closes it and deletes its folder. */
  @Override
  public void close() {
    repository.close();
    try {
      Folder.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
