package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.testkit.git.GitBehaviour;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.PackBytes;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packs that are broken, too large, or full of bad names. */
class HostilePackTest {

  private static final int BLOB = Constants.OBJ_BLOB;
  private static final String CORRUPT = "received pack is corrupt";
  private static final String TOO_LARGE = "repository is larger than 256 MiB";
  private static final String UNSAFE = "repository contains an unsafe path";
  private static final byte[] CONTENT = "hello".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private TestRepository repository;
  private GitHttpServer server;

  @BeforeEach
  void start() {
    repository = TestRepository.create(folder.resolve("repo.git"));
    server = GitHttpServer.of(repository).start();
  }

  @AfterEach
  void stop() {
    server.close();
    repository.close();
  }

  private String problem(GitLimits limits) {
    try (GitMirror mirror =
        new GitMirror(
            folder.resolve("mirror"),
            Remotes.of(server.url()),
            new GitRef.Branch("main"),
            Remotes.limited(limits))) {
      FetchOutcome.Failed failed = failed(mirror.poll());
      assertThat(failed.unreachable()).isFalse();
      return failed.message();
    }
  }

  private String problem() {
    return problem(GitLimits.defaults());
  }

  private String problemOf(Supplier<InputStream> pack, GitLimits limits) {
    repository.commit(Map.of("a", "1"), "first");
    server.behave(new GitBehaviour.Pack(pack));
    return problem(limits);
  }

  private String problemOf(byte[] pack) {
    return problemOf(() -> new ByteArrayInputStream(pack), GitLimits.defaults());
  }

  private static ObjectId id(int type, byte[] content) {
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(type, content);
    }
  }

  @Test
  void aPackWithAFlippedBitIsCorrupt() {
    byte[] pack = new PackBytes().object(BLOB, CONTENT).bytes();
    pack[pack.length - 25] ^= 4;
    assertThat(problemOf(pack)).isEqualTo(CORRUPT);
  }

  @Test
  void aPackThatEndsEarlyIsCorrupt() {
    byte[] pack = new PackBytes().object(BLOB, CONTENT).bytes();
    assertThat(problemOf(Arrays.copyOf(pack, pack.length - 22))).isEqualTo(CORRUPT);
    assertThat(problemOf(new byte[0])).isEqualTo(CORRUPT);
  }

  @Test
  void aPackWithoutWhatWasAskedForIsCorrupt() {
    assertThat(problemOf(new PackBytes().object(BLOB, CONTENT).bytes())).isEqualTo(CORRUPT);
  }

  @Test
  void aPackThatLacksAFileIsCorrupt() {
    TreeFormatter tree = new TreeFormatter();
    tree.append("a", FileMode.REGULAR_FILE, id(BLOB, "absent".getBytes(StandardCharsets.UTF_8)));
    assertThat(problemOfTree(tree.toByteArray(), new PackBytes())).isEqualTo(CORRUPT);
  }

  /** Of a commit of this tree; what is below it is in the pack already, or missing. */
  private String problemOfTree(byte[] tree, PackBytes below) {
    byte[] commit = commit(id(Constants.OBJ_TREE, tree));
    repository.commit(Map.of("a", "1"), "first");
    repository.point("refs/heads/main", repository.object(Constants.OBJ_COMMIT, commit));
    byte[] pack =
        below.object(Constants.OBJ_TREE, tree).object(Constants.OBJ_COMMIT, commit).bytes();
    server.behave(new GitBehaviour.Pack(() -> new ByteArrayInputStream(pack)));
    return problem();
  }

  private static byte[] commit(ObjectId tree) {
    return ("tree "
            + tree.name()
            + "\nauthor a <a@example.org> 1 +0000\ncommitter a <a@example.org> 1 +0000\n\nx\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aPackWithoutEndIsCutOff() {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    byte[] object = new PackBytes().object(BLOB, noise).bytes();
    byte[] start = Arrays.copyOf(new PackBytes().bytes(900_000), 12);
    byte[] again = Arrays.copyOfRange(object, 12, object.length - 20);
    assertThat(problemOf(() -> Endless.after(start, again), GitLimits.of(8 << 20, 100)))
        .isEqualTo("repository is larger than 8 MiB");
  }

  @Test
  void aServerThatTalksForEverIsCutOff() {
    repository.commit(Map.of("a", "1"), "first");
    byte[] line = ("one line, and another, ".repeat(50) + "\n").getBytes(StandardCharsets.UTF_8);
    server.behave(new GitBehaviour.Talk(() -> Endless.after(line, line)));
    assertThat(problem()).isEqualTo("localhost sent more than 16 MiB besides the pack");
  }

  @Test
  void aPackThatClaimsTooManyObjectsIsRefused() {
    assertThat(problemOf(new PackBytes().object(BLOB, CONTENT).bytes(Integer.MAX_VALUE)))
        .isEqualTo(TOO_LARGE);
    assertThat(problemOf(new PackBytes().object(BLOB, CONTENT).bytes(-1))).isEqualTo(TOO_LARGE);
  }

  @Test
  void anObjectThatClaimsToBeHugeIsRefused() {
    assertThat(problemOf(new PackBytes().object(BLOB, 300L << 20, CONTENT).bytes()))
        .isEqualTo(TOO_LARGE);
    assertThat(problemOf(new PackBytes().object(Constants.OBJ_TREE, 1L << 50, CONTENT).bytes()))
        .isEqualTo(TOO_LARGE);
    assertThat(problemOf(new PackBytes().object(Constants.OBJ_TREE, 65L << 20, CONTENT).bytes()))
        .isEqualTo("repository has a file larger than 64 MiB");
  }

  @Test
  void aDeltaBombIsNotUnpacked() {
    byte[] base = new byte[1 << 16];
    PackBytes pack = new PackBytes().object(BLOB, base);
    int size = base.length;
    ObjectId last = id(BLOB, base);
    byte[] content = base;
    for (int i = 0; i < 5; i++) {
      pack.delta(last, copies(size, 16));
      size *= 16;
      content = size <= 1 << 24 ? new byte[size] : content;
      last = size <= 1 << 24 ? id(BLOB, content) : last;
    }
    assertThat(problemOf(pack.bytes())).isEqualTo(TOO_LARGE);
  }

  /** A delta of a few bytes that repeats all of its base. */
  private static byte[] copies(int base, int times) {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    size(delta, base);
    size(delta, (long) base * times);
    for (int i = 0; i < times; i++) {
      for (int from = 0; from < base; from += 0x10000) {
        delta.write(0x80 | 0x0f);
        for (int shift = 0; shift < 32; shift += 8) {
          delta.write(from >> shift);
        }
      }
    }
    return delta.toByteArray();
  }

  private static void size(ByteArrayOutputStream out, long size) {
    long rest = size;
    do {
      out.write((int) ((rest > 0x7f ? 0x80 : 0) | (rest & 0x7f)));
      rest >>= 7;
    } while (rest > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".git", ".GIT", "git~1", "..", ".", "a\\b", "a/b", "..\\x", "a\nb", "a\u0001", ""})
  void aNameThatLeadsElsewhereIsRefused(String name) {
    repository.commitTree(tree(name));
    assertThat(problem()).isEqualTo(UNSAFE);
  }

  private String tree(String name) {
    ObjectId blob = ObjectId.fromString(repository.object(BLOB, CONTENT));
    return repository.object(Constants.OBJ_TREE, rawTree("100644 ", name, blob));
  }

  private static byte[] rawTree(String mode, String name, ObjectId id) {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    tree.writeBytes((mode + name + "\0").getBytes(StandardCharsets.UTF_8));
    byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
    id.copyRawTo(raw, 0);
    tree.writeBytes(raw);
    return tree.toByteArray();
  }

  @Test
  void aNameWithANulIsRefused() {
    ObjectId blob = id(BLOB, CONTENT);
    byte[] tree = rawTree("100644 ", "a\0b", blob);
    byte[] commit = commit(id(Constants.OBJ_TREE, tree));
    byte[] pack =
        new PackBytes()
            .object(BLOB, CONTENT)
            .object(Constants.OBJ_TREE, tree)
            .object(Constants.OBJ_COMMIT, commit)
            .bytes();
    assertThat(problemOf(pack)).isEqualTo(UNSAFE);
  }

  @Test
  void foldersWithoutEndAreRefused() {
    PackBytes pack = new PackBytes().object(BLOB, CONTENT);
    byte[] tree = rawTree("100644 ", "x.yaml", id(BLOB, CONTENT));
    for (int i = 0; i < 1001; i++) {
      pack.object(Constants.OBJ_TREE, tree);
      tree = rawTree("40000 ", "d", id(Constants.OBJ_TREE, tree));
    }
    assertThat(problemOfTree(tree, pack)).isEqualTo(UNSAFE);
  }

  @Test
  void manyNamesForFewFilesAreCounted() {
    String tree = tree("x.yaml");
    for (int i = 0; i < 10; i++) {
      TreeFormatter folders = new TreeFormatter();
      for (char name = 'a'; name <= 'j'; name++) {
        folders.append("" + name, FileMode.TREE, ObjectId.fromString(tree));
      }
      tree = repository.object(Constants.OBJ_TREE, folders.toByteArray());
    }
    repository.commitTree(tree);
    assertThat(problem())
        .isEqualTo(
            "repository has more than 200000 files; --gitsync-max-tree-entries raises the limit");
  }

  /** Who allows few files is told of the files, not of the size of what holds them. */
  @Test
  void aRepositoryIsMeasuredByTheLimitsThatAreSetUp() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      files.put("f" + i, "content " + i);
    }
    repository.commit(files, "many");
    assertThat(problem(GitLimits.of(1 << 20, 5)))
        .isEqualTo("repository has more than 5 files; --gitsync-max-tree-entries raises the limit");
    assertThat(problem(GitLimits.of(500, 100))).isEqualTo("repository is larger than 500 bytes");
  }

  /** Nobody fetches the history: what was large once is not, neither for who knew it before. */
  @Test
  void aRepositoryThatWasTooLargeForACommitIsTakenAgainAfterIt() {
    repository.commit(Map.of("a", "1"), "first");
    try (GitMirror mirror =
        new GitMirror(
            folder.resolve("mirror"),
            Remotes.of(server.url()),
            new GitRef.Branch("main"),
            Remotes.limited(GitLimits.of(100_000, 1_000)))) {
      assertThat(mirror.poll()).isInstanceOf(FetchOutcome.Fetched.class);
      byte[] noise = new byte[200_000];
      new Random(1).nextBytes(noise);
      repository.commit(Map.of("big", new String(noise, StandardCharsets.ISO_8859_1)), "too large");
      assertThat(failed(mirror.poll()).message()).isEqualTo("repository is larger than 100 kB");

      repository.delete(List.of("big"), "small again");
      assertThat(mirror.poll())
          .isInstanceOfSatisfying(
              FetchOutcome.Fetched.class,
              fetched -> assertThat(fetched.revision().commit()).isEqualTo(repository.head()));
    }
    try (GitMirror fresh =
        new GitMirror(
            folder.resolve("fresh"),
            Remotes.of(server.url()),
            new GitRef.Branch("main"),
            Remotes.limited(GitLimits.of(100_000, 1_000)))) {
      assertThat(fresh.poll()).isInstanceOf(FetchOutcome.Fetched.class);
    }
  }

  @Test
  void namesThatDifferInCaseOnlyAreFine() {
    repository.commit(Map.of("a.yaml", "1", "A.yaml", "2"), "both");
    try (GitMirror mirror =
        new GitMirror(
            folder.resolve("mirror"),
            Remotes.of(server.url()),
            new GitRef.Branch("main"),
            Remotes.SETTINGS)) {
      assertThat(Remotes.fetched(mirror.poll()).tree().children("")).hasSize(2);
    }
  }
}
