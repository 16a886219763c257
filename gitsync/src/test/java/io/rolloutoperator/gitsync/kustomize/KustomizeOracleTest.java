package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The objects, their order and their hashes are those of the real kustomize. */
class KustomizeOracleTest {

  private static final OracleCorpus CORPUS = new OracleCorpus();

  static List<OracleTree> shownTrees() {
    return CORPUS.all().stream().filter(OracleTree::shown).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shownTrees")
  void oneTreeIsRenderedAsByKustomize(OracleTree tree) throws IOException {
    OracleOutput ours = OracleOutput.ofRenderer(tree);
    String golden = Goldens.whole(tree);

    if (golden.equals(Goldens.REFUSED)) {
      assertThat(ours.message()).isNotEmpty();
    } else {
      assertThat(ours.message()).isEmpty();
      assertThat(ours.objects()).containsExactlyElementsOf(OracleOutput.ofYaml(golden).objects());
    }
  }

  @Test
  void everyTreeOfTheCorpusIsRenderedAsByKustomize() throws IOException {
    Goldens goldens = Goldens.read();
    List<String> different = new ArrayList<>();
    List<OracleTree> trees = CORPUS.all();
    for (OracleTree tree : trees) {
      if (!OracleOutput.ofRenderer(tree).digest().equals(goldens.digests().get(tree.name()))) {
        different.add(tree.name());
      }
    }

    System.out.printf(
        "kustomize oracle: %d trees, %d equal%n", trees.size(), trees.size() - different.size());
    assertThat(trees).hasSizeGreaterThanOrEqualTo(200).hasSameSizeAs(goldens.digests().keySet());
    assertThat(different).isEmpty();
  }
}
