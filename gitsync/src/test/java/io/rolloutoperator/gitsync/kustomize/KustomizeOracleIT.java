package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.kustomize.Kustomize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the real kustomize over the corpus, a process a tree and one on each core.
 *
 * <p>With {@code -Dgolden.update=true} what it prints becomes what {@link KustomizeOracleTest}
 * expects; only then are the layers run too, which take minutes. {@code -Dgolden.only=tree} takes
 * only the trees whose names contain that text.
 */
class KustomizeOracleIT {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final String ONLY = System.getProperty("golden.only", "");

  private final OracleCorpus corpus = new OracleCorpus();
  private final Kustomize kustomize = Kustomize.locate();

  @TempDir private Path folder;

  /** A tree, what the program made of it, and whether the renderer made the same. */
  private record Compared(String tree, String digest, boolean equal) {}

  @Test
  void theCorpusIsRenderedAsByTheProgram() throws IOException {
    List<Compared> compared = trees().parallelStream().map(this::compare).toList();
    Map<String, String> digests =
        compared.stream().collect(Collectors.toMap(Compared::tree, Compared::digest));
    List<String> different =
        compared.stream().filter(tree -> !tree.equal()).map(Compared::tree).toList();
    if (UPDATE) {
      Goldens.read().with(digests).write();
    }

    System.out.printf(
        "kustomize %s: %d trees, %d equal%n",
        kustomize.run(folder, "version").output().strip(),
        digests.size(),
        digests.size() - different.size());
    assertThat(different).isEmpty();
    assertThat(Goldens.read().digests()).containsAllEntriesOf(digests);
  }

  private List<OracleTree> trees() {
    List<OracleTree> trees = UPDATE ? corpus.all() : corpus.withoutLayers();
    return trees.stream().filter(tree -> tree.name().contains(ONLY)).toList();
  }

  private Compared compare(OracleTree tree) {
    try {
      OracleOutput theirs = build(tree);
      return new Compared(
          tree.name(), theirs.digest(), OracleOutput.ofRenderer(tree).sameAs(theirs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OracleOutput build(OracleTree tree) throws IOException {
    Path root = Files.createTempDirectory(folder, "tree-");
    tree.write(root);
    ProgramRun run = kustomize.run(root, "build", tree.folder());
    boolean refused = run.exitCode() != 0;
    if (UPDATE && tree.shown()) {
      Goldens.keep(tree, refused ? Goldens.REFUSED : run.output());
    }
    return refused ? OracleOutput.refused(run.problem()) : OracleOutput.ofYaml(run.output());
  }
}
