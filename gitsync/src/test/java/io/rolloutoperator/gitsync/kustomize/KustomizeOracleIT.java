package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the real kustomize over the whole corpus. With {@code -Dgolden.update=true} what it prints
 * becomes what {@link KustomizeOracleTest} expects.
 */
class KustomizeOracleIT {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private final OracleCorpus corpus = new OracleCorpus();
  private final Kustomize kustomize = Kustomize.locate();

  @TempDir private Path folder;

  @Test
  void theCorpusIsRenderedAsByTheProgram() throws IOException {
    Set<String> kept = new HashSet<>();
    corpus.fields().forEach(tree -> kept.add(tree.name()));
    corpus.written().forEach(tree -> kept.add(tree.name()));
    TreeMap<String, String> digests = new TreeMap<>();
    List<String> different = new ArrayList<>();
    for (OracleTree tree : corpus.all()) {
      Kustomize.Run run = build(tree, digests.size());
      OracleOutput theirs =
          run.exitCode() == 0
              ? OracleOutput.ofYaml(run.output())
              : OracleOutput.refused(run.problem());
      digests.put(tree.name(), theirs.digest());
      if (UPDATE && kept.contains(tree.name())) {
        Files.writeString(Goldens.whole(tree), run.exitCode() == 0 ? run.output() : "# refused\n");
      }
      if (!OracleOutput.ofRenderer(tree).sameAs(theirs)) {
        different.add(tree.name());
      }
    }
    if (UPDATE) {
      new Goldens(digests).write();
    }

    System.out.printf(
        "kustomize %s: %d trees, %d equal%n",
        kustomize.run(folder, "version").output().strip(),
        digests.size(),
        digests.size() - different.size());
    assertThat(different).isEmpty();
    assertThat(digests).isEqualTo(Goldens.read().digests());
  }

  private Kustomize.Run build(OracleTree tree, int number) throws IOException {
    Path root = folder.resolve("tree-" + number);
    tree.write(root);
    return kustomize.run(root, "build", tree.folder());
  }
}
