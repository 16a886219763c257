package io.rolloutoperator.gitsync.source;

import static io.rolloutoperator.gitsync.source.Remotes.fetched;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mirror leaves on the disk. */
class MirrorStorageTest {

  /** Fewer than usual, so that few fetches show what becomes of them. */
  private static final int PACKS = 6;

  /** So that a copy is tidied twice before it makes way. */
  private static final int FETCHES = 2 * PACKS;

  @TempDir private Path folder;
  private TestRepository repository;
  private GitHttpServer server;
  private GitMirror mirror;

  @BeforeEach
  void start() {
    repository = TestRepository.create(folder.resolve("repo.git"));
    server = GitHttpServer.of(repository).start();
    mirror = mirror(Upkeep.USUAL);
  }

  private GitMirror mirror(Upkeep upkeep) {
    return new GitMirror(
        Remotes.of(server.url()),
        new GitRef.Branch("main"),
        Remotes.SETTINGS,
        new Stores(folder.resolve("mirror"), GitLimits.defaults(), upkeep));
  }

  private void keepUp(Upkeep upkeep) {
    mirror.close();
    mirror = mirror(upkeep);
  }

  @AfterEach
  void stop() {
    mirror.close();
    server.close();
    repository.close();
  }

  private void commitAndPoll(int number) {
    repository.commit(Map.of("a", "" + number), "commit " + number);
    fetched(mirror.poll());
  }

  private long packs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("mirror"))) {
      return files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  private List<String> shallow() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("mirror"))) {
      Optional<Path> file =
          files.filter(path -> path.getFileName().toString().equals("shallow")).findAny();
      return file.isPresent() ? Files.readAllLines(file.get()) : List.of();
    }
  }

  private List<String> copies() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("mirror"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void packsAndShallowCommitsDoNotPileUp() throws IOException {
    keepUp(new Upkeep(PACKS, Upkeep.USUAL.fetches()));
    for (int i = 0; i < 3 * PACKS; i++) {
      commitAndPoll(i);
      assertThat(packs()).isLessThan(PACKS);
      assertThat(shallow()).hasSizeLessThanOrEqualTo(PACKS + 4);
      if (packs() == PACKS - 1) {
        System.gc(); // a tree that nobody reads any more is in use until then
      }
    }
  }

  @Test
  void treesInUseAndHeldCommitsOutlastTidying() {
    keepUp(new Upkeep(PACKS, Upkeep.USUAL.fetches()));
    repository.commit(Map.of("a", "in use"), "first");
    FetchOutcome.Fetched inUse = fetched(mirror.poll());
    repository.commit(Map.of("a", "held"), "second");
    String held = fetched(mirror.poll()).revision().commit();
    mirror.hold("GitSync/shop/my-app", held);
    for (int i = 0; i < 2 * PACKS; i++) {
      commitAndPoll(i);
    }
    assertThat(inUse.tree().read("a", 10)).isEqualTo("in use".getBytes(StandardCharsets.UTF_8));
    int before = server.requests().size();
    assertThat(mirror.tree(held)).isPresent();
    assertThat(server.requests()).hasSize(before);
  }

  @Test
  void afterManyFetchesANewCloneTakesOver() throws IOException {
    keepUp(new Upkeep(PACKS, FETCHES));
    repository.commit(Map.of("a", "held"), "first");
    String held = fetched(mirror.poll()).revision().commit();
    mirror.hold("GitSync/shop/my-app", held);
    for (int i = 0; i < FETCHES - 2; i++) {
      commitAndPoll(i);
    }
    FetchOutcome.Fetched inUse = fetched(pollAfter("the last"));
    assertThat(copies()).contains("copy-1");
    assertThat(mirror.poll()).isInstanceOf(FetchOutcome.Unchanged.class);
    int before = server.requests().size();
    assertThat(mirror.tree(held)).isPresent();
    assertThat(server.requests()).hasSize(before);
    assertThat(inUse.tree().read("a", 10)).isEqualTo("the last".getBytes(StandardCharsets.UTF_8));
    fetched(pollAfter("one more"));
    assertThat(mirror.historyRewritten(inUse.revision().commit(), repository.head()))
        .contains(false);
    assertThat(packs()).isLessThan(PACKS + 4);
  }

  /** After many fetches, of a server that gives only what a ref points to. */
  @Test
  void heldCommitsOutlastANewCopyAndTheirRefs() throws IOException {
    keepUp(new Upkeep(PACKS, FETCHES));
    repository.giveRefsOnly();
    repository.commit(Map.of("a/b", "held", "a/c", "held", "d", "held"), "first");
    String held = fetched(mirror.poll()).revision().commit();
    mirror.hold("GitSync/shop/my-app", held);
    rewrite(FETCHES - 1);
    int before = server.requests().size();
    assertThat(copies()).contains("copy-1");
    assertThat(mirror.tree(held).orElseThrow().read("a/c", 10))
        .isEqualTo("held".getBytes(StandardCharsets.UTF_8));
    assertThat(server.requests()).hasSize(before);
    rewrite(3);
    assertThat(healthyRefs()).containsExactly(held);

    mirror.release("GitSync/shop/my-app");
    rewrite(1);
    assertThat(healthyRefs()).isEmpty();
  }

  private void rewrite(int times) {
    for (int i = 0; i < times; i++) {
      repository.forcePush(Map.of("a", "" + i, "b", "" + server.requests().size()), "rewritten");
      fetched(mirror.poll());
    }
  }

  /** Commits that the newest copy holds for units. */
  private List<String> healthyRefs() throws IOException {
    String newest = copies().stream().max(Comparator.naturalOrder()).orElseThrow();
    try (Repository copy = new FileRepository(folder.resolve("mirror", newest).toFile())) {
      return copy.getRefDatabase().getRefsByPrefix(MirrorStore.HEALTHY).stream()
          .map(ref -> ref.getObjectId().name())
          .toList();
    }
  }

  @Test
  void soManyCommitsAreHeldAndNoMore() throws IOException {
    for (int i = 0; i < MirrorStore.MOST_HELD + 4; i++) {
      repository.commit(Map.of("a", "" + i), "commit " + i);
      mirror.hold("GitSync/shop/app-" + i, fetched(mirror.poll()).revision().commit());
    }
    commitAndPoll(-1);
    assertThat(healthyRefs()).hasSize(MirrorStore.MOST_HELD);
  }

  /** A server would be told of all of them. */
  @Test
  void aCopyWithManyTreesInUseMakesWayEarly() throws IOException {
    List<FetchOutcome.Fetched> inUse = new ArrayList<>();
    for (int i = 0; i < MirrorStore.MOST_TOLD + 2; i++) {
      repository.commit(Map.of("a", "" + i), "commit " + i);
      inUse.add(fetched(mirror.poll()));
    }
    assertThat(copies()).contains("copy-1");
    for (int i = 0; i < inUse.size(); i++) {
      assertThat(inUse.get(i).tree().read("a", 2))
          .isEqualTo(("" + i).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aCommitToBeHeldThatIsNotHereIsAskedForOnce() throws IOException {
    String first = repository.commit(Map.of("a", "1"), "before a restart");
    repository.commit(Map.of("a", "2"), "second");
    fetched(mirror.poll());
    mirror.hold("GitSync/shop/my-app", first);
    mirror.hold("GitSync/shop/other", "0".repeat(39) + "1");
    commitAndPoll(3);
    assertThat(healthyRefs()).containsExactly(first);
    int before = server.requests().size();
    commitAndPoll(4);
    int usual = server.requests().size() - before;
    commitAndPoll(5);
    assertThat(server.requests()).hasSize(before + 2 * usual);
  }

  private FetchOutcome pollAfter(String content) {
    repository.commit(Map.of("a", content), content);
    return mirror.poll();
  }

  @Test
  void aBrokenCopyIsReplaced() throws IOException {
    repository.commit(Map.of("a", "1"), "first");
    fetched(mirror.poll());
    Folder.delete(folder.resolve("mirror").resolve("copy-0"));
    repository.commit(Map.of("a", "2"), "second");
    FetchOutcome outcome = mirror.poll();
    FetchOutcome.Fetched second =
        fetched(outcome instanceof FetchOutcome.Failed ? mirror.poll() : outcome);
    assertThat(second.tree().read("a", 1)).isEqualTo("2".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void closingDeletesEverything() {
    commitAndPoll(1);
    mirror.close();
    assertThat(folder.resolve("mirror")).doesNotExist();
  }

  @Test
  void noConfigurationOfAUserIsReadOrWritten() {
    commitAndPoll(1);
    SystemReader reader = SystemReader.getInstance();
    assertThat(reader.getenv("HOME")).isNull();
    assertThat(reader.openUserConfig(null, FS.DETECTED).getFile()).doesNotExist();
    assertThat(reader.openJGitConfig(null, FS.DETECTED).getFile()).doesNotExist();
  }
}
