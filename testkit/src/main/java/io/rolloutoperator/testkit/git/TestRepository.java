package io.rolloutoperator.testkit.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A bare repository that tests commit to. Commits are a second apart, so that equal steps give
 * equal ids.
 */
public final class TestRepository implements AutoCloseable {

  /** The branch that HEAD stands for. */
  public static final String MAIN = "main";

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private final FileRepository repository;
  private final TestTrees trees;
  private final AtomicInteger seconds = new AtomicInteger();

  private TestRepository(FileRepository repository) {
    this.repository = repository;
    this.trees = new TestTrees(repository);
  }

  /** Makes an empty one in a folder that does not exist yet. */
  public static TestRepository create(Path folder) {
    Isolation.begin();
    try {
      FileRepository repository = new FileRepository(folder.toFile());
      repository.create(true);
      repository.getConfig().setBoolean("uploadpack", null, "allowFilter", true);
      repository.getConfig().setBoolean("uploadpack", null, "allowReachableSHA1InWant", true);
      repository.getConfig().setBoolean("http", null, "receivepack", true);
      repository.getConfig().save();
      RefUpdate head = repository.updateRef(Constants.HEAD);
      head.link(Constants.R_HEADS + MAIN);
      return new TestRepository(repository);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on commits are given only to who asks for what a ref points to, as by default. */
  public void giveRefsOnly() {
    doing(
        () -> {
          repository.getConfig().setBoolean("uploadpack", null, "allowReachableSHA1InWant", false);
          repository.getConfig().save();
          return "";
        });
  }

  /** JGit's view of it. */
  public Repository repository() {
    return repository;
  }

  /** Adds or replaces files on the main branch. */
  public String commit(Map<String, String> files, String message) {
    return commit(MAIN, files, message);
  }

  /** Adds or replaces files on a branch, which is made if there is none. */
  public String commit(String branch, Map<String, String> files, String message) {
    return doing(
        () -> {
          Optional<ObjectId> parent = tip(Constants.R_HEADS + branch);
          ObjectId tree = trees.write(parent, files, List.of());
          return moved(branch, committed(tree, parent.stream().toList(), message));
        });
  }

  /** Adds or replaces files on the main branch in a commit each, all in one pack as of a push. */
  public String commitEach(List<Map<String, String>> changes, String message) {
    return doing(
        () -> {
          Optional<ObjectId> newest = tip(Constants.R_HEADS + MAIN);
          try (ObjectInserter pack = repository.getObjectDatabase().newPackInserter()) {
            for (Map<String, String> files : changes) {
              ObjectId tree = trees.write(pack, newest, files, List.of());
              newest = Optional.of(pack.insert(commitOf(tree, newest.stream().toList(), message)));
            }
            pack.flush();
          }
          return moved(MAIN, newest.orElseThrow());
        });
  }

  /** Removes files from the main branch. */
  public String delete(List<String> paths, String message) {
    return change(Map.of(), paths, message);
  }

  /** Adds, replaces and removes files of the main branch in one commit. */
  public String change(Map<String, String> files, List<String> removed, String message) {
    return doing(
        () -> {
          Optional<ObjectId> parent = tip(Constants.R_HEADS + MAIN);
          ObjectId tree = trees.write(parent, files, removed);
          return moved(MAIN, committed(tree, parent.stream().toList(), message));
        });
  }

  /** Makes the main branch point to a new commit without parents, with only these files. */
  public String forcePush(Map<String, String> files, String message) {
    return doing(
        () ->
            moved(
                MAIN,
                committed(trees.write(Optional.empty(), files, List.of()), List.of(), message)));
  }

  /** Makes a ref point to an object, by force. */
  public void point(String ref, String id) {
    doing(
        () -> {
          RefUpdate update = repository.updateRef(ref);
          update.setNewObjectId(ObjectId.fromString(id));
          return update.forceUpdate().name();
        });
  }

  /** Makes a lightweight tag. */
  public void tag(String name, String commit) {
    point(Constants.R_TAGS + name, commit);
  }

  /** Makes a tag that is an object of its own. */
  public void annotatedTag(String name, String commit) {
    String id =
        doing(
            () -> {
              TagBuilder tag = new TagBuilder();
              tag.setTag(name);
              tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
              tag.setTagger(person());
              tag.setMessage(name);
              try (ObjectInserter inserter = repository.newObjectInserter()) {
                ObjectId made = inserter.insert(tag);
                inserter.flush();
                return made.name();
              }
            });
    tag(name, id);
  }

  /** Removes a ref. */
  public void remove(String ref) {
    doing(
        () -> {
          RefUpdate update = repository.updateRef(ref);
          update.setForceUpdate(true);
          return update.delete().name();
        });
  }

  /** Writes an object as it is, however wrong. */
  public String object(int type, byte[] content) {
    return doing(
        () -> {
          try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(type, content);
            inserter.flush();
            return id.name();
          }
        });
  }

  /** Makes the main branch point to a commit of any tree, without parents. */
  public String commitTree(String tree) {
    return doing(
        () -> moved(MAIN, committed(ObjectId.fromString(tree), List.of(), "a tree made by hand")));
  }

  /** Id of the main branch's newest commit. */
  public String head() {
    return head(MAIN);
  }

  /** Id of a branch's newest commit. */
  public String head(String branch) {
    return doing(() -> tip(Constants.R_HEADS + branch).orElseThrow().name());
  }

  /** Every commit that a branch leads to, as it is stored: with its headers and its signature. */
  public List<String> commits() {
    List<String> texts = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      for (Ref branch : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
        walk.markStart(walk.parseCommit(branch.getObjectId()));
      }
      walk.forEach(one -> texts.add(new String(one.getRawBuffer(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** A file's text at a commit. */
  public String read(String commit, String path) {
    return doing(() -> trees.read(ObjectId.fromString(commit), path));
  }

  private ObjectId committed(ObjectId tree, List<ObjectId> parents, String message)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(commitOf(tree, parents, message));
      inserter.flush();
      return id;
    }
  }

  private CommitBuilder commitOf(ObjectId tree, List<ObjectId> parents, String message) {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(person());
    commit.setCommitter(person());
    commit.setMessage(message);
    seconds.incrementAndGet();
    return commit;
  }

  private PersonIdent person() {
    return new PersonIdent(
        "Tester", "tester@example.org", FIRST.plusSeconds(seconds.get()), ZoneOffset.UTC);
  }

  private String moved(String branch, ObjectId commit) throws IOException {
    RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
    update.setNewObjectId(commit);
    update.forceUpdate();
    return commit.name();
  }

  private Optional<ObjectId> tip(String ref) throws IOException {
    return Optional.ofNullable(repository.resolve(ref));
  }

  private interface Step {
    String run() throws IOException;
  }

  private static String doing(Step step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
