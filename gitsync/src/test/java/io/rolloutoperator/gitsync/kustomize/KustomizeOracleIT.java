package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the real kustomize over the corpus, a process a tree.
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

  @Test
  void theCorpusIsRenderedAsByTheProgram() throws IOException {
    TreeMap<String, String> digests = new TreeMap<>();
    List<String> different = new ArrayList<>();
    for (OracleTree tree : trees()) {
      OracleOutput theirs = build(tree, digests.size());
      digests.put(tree.name(), theirs.digest());
      if (!OracleOutput.ofRenderer(tree).sameAs(theirs)) {
        different.add(tree.name());
      }
    }
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

  private OracleOutput build(OracleTree tree, int number) throws IOException {
    Path root = folder.resolve("tree-" + number);
    tree.write(root);
    Kustomize.Run run = kustomize.run(root, "build", tree.folder());
    boolean refused = run.exitCode() != 0;
    if (UPDATE && tree.shown()) {
      Goldens.keep(tree, refused ? Goldens.REFUSED : run.output());
    }
    return refused ? OracleOutput.refused(run.problem()) : OracleOutput.ofYaml(run.output());
  }
}
