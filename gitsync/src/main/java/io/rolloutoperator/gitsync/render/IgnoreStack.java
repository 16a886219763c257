package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.render.IgnoreRules.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * All that says which paths of a repository are left out, the weaker first: what is built in, the
 * {@code .sourceignore} files from the root down, and the text of the unit.
 */
record IgnoreStack(List<IgnoreRules> fromTree, IgnoreRules ofUnit) {

  /** Files of version control, of CI systems and of tools; pictures and archives. */
  private static final String BUILT_IN =
      """
      .git/
      .gitignore
      .gitmodules
      .gitattributes
      .github/
      .gitlab/
      .gitea/
      .forgejo/
      .circleci/
      .woodpecker/
      .travis.yml
      .gitlab-ci.yml
      .woodpecker.yml
      .woodpecker.yaml
      .drone.yml
      .pre-commit-config.yaml
      appveyor.yml
      azure-pipelines.yml
      bitbucket-pipelines.yml
      cloudbuild.yaml
      codeship-services.yml
      codeship-steps.yml
      .goreleaser.yml
      .goreleaser.yaml
      .sops.yaml
      .flux.yaml
      *.jpg
      *.jpeg
      *.gif
      *.png
      *.svg
      *.wmv
      *.flv
      *.tar.gz
      *.tgz
      *.zip
      """;

  /**
   * @param ofUnit gitignore text, counted from the root
   */
  static IgnoreStack of(String ofUnit) {
    return new IgnoreStack(
        List.of(IgnoreRules.parse("built-in", "", BUILT_IN)),
        IgnoreRules.parse("spec.repo.ignore", "", ofUnit));
  }

  /** With the rules of a folder further down. */
  IgnoreStack with(IgnoreRules ofFolder) {
    if (ofFolder.isEmpty()) {
      return this;
    }
    List<IgnoreRules> more = new ArrayList<>(fromTree);
    more.add(ofFolder);
    return new IgnoreStack(List.copyOf(more), ofUnit);
  }

  /** Steps that it takes at most to decide about a path, for each of its segments. */
  long steps() {
    return ofUnit.rules().size()
        + fromTree.stream().mapToLong(text -> text.rules().size() + 1).sum();
  }

  /** Whether a path is left out, provided that its folder is not. */
  boolean ignores(String path, boolean isFolder) {
    Verdict verdict = ofUnit.verdict(path, isFolder);
    for (int i = fromTree.size() - 1; i >= 0 && verdict == Verdict.NOTHING_SAID; i--) {
      verdict = fromTree.get(i).verdict(path, isFolder);
    }
    return verdict == Verdict.MATCHED;
  }
}
