package io.rolloutoperator.gitsync.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.render.IgnoreRules.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

  /** A path that ends in a slash is a folder. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          a.yaml          | a.yaml          | MATCHED
          a.yaml          | x/y/a.yaml      | MATCHED
          a.yaml          | b.yaml          | NOTHING_SAID
          /a.yaml         | a.yaml          | MATCHED
          /a.yaml         | x/a.yaml        | NOTHING_SAID
          x/a.yaml        | x/a.yaml        | MATCHED
          x/a.yaml        | y/x/a.yaml      | NOTHING_SAID
          x/              | x/              | MATCHED
          x/              | y/x/            | MATCHED
          x/              | x               | NOTHING_SAID
          x               | x/              | MATCHED
          *.yaml          | a.yaml          | MATCHED
          *.yaml          | x/a.yaml        | MATCHED
          /*.yaml         | x/a.yaml        | NOTHING_SAID
          x/*             | x/a             | MATCHED
          x/*             | x/y/a           | NOTHING_SAID
          x*y*z           | xaybz           | MATCHED
          x*y*z           | xaybzc          | NOTHING_SAID
          *               | anything        | MATCHED
          a?c             | abc             | MATCHED
          a?c             | ac              | NOTHING_SAID
          a?c             | a😀c            | MATCHED
          **/a            | a               | MATCHED
          **/a            | x/y/a           | MATCHED
          x/**            | x/a             | MATCHED
          x/**            | x/y/a           | MATCHED
          x/**            | x/              | NOTHING_SAID
          x/**/a          | x/a             | MATCHED
          x/**/a          | x/y/z/a         | MATCHED
          x/**/a          | x/y/z/b         | NOTHING_SAID
          **              | a               | MATCHED
          a**b            | axxb            | MATCHED
          a**             | axx             | MATCHED
          x/a**           | x/abc           | MATCHED
          [abc].yaml      | b.yaml          | MATCHED
          [a-c].yaml      | b.yaml          | MATCHED
          [!a-c].yaml     | b.yaml          | NOTHING_SAID
          [^a-c].yaml     | d.yaml          | MATCHED
          []].yaml        | ].yaml          | MATCHED
          [a-].yaml       | -.yaml          | MATCHED
          [[:digit:]]     | 7               | MATCHED
          [[:digit:]x]    | x               | MATCHED
          [[:alpha:]]     | 7               | NOTHING_SAID
          [abc            | a               | NOTHING_SAID
          [\\]]           | ]               | MATCHED
          \\*             | *               | MATCHED
          \\*             | a               | NOTHING_SAID
          \\#a            | #a              | MATCHED
          \\!a            | !a              | MATCHED
          ^a ^            | a               | MATCHED
          ^a\\ ^          | ^a ^            | MATCHED
          # a             | # a             | NOTHING_SAID
          !a              | a               | TAKEN_BACK
          a\\             | a\\             | MATCHED
          /               | a               | NOTHING_SAID
          a(b.c           | a(b.c           | MATCHED
          """)
  void aPatternMeansWhatItMeansToGit(String pattern, String path, Verdict expected) {
    IgnoreRules rules = IgnoreRules.parse("x", "", pattern.replace("\\\\", "\\"));
    boolean folder = path.endsWith("/");
    String unescaped = path.replace("\\\\", "\\");
    String plain = folder ? unescaped.substring(0, unescaped.length() - 1) : unescaped;

    assertThat(rules.verdict(plain, folder)).isEqualTo(expected);
  }

  @Test
  void theLastRuleAboutAPathDecides() {
    IgnoreRules rules = IgnoreRules.parse("x", "", "*.yaml\r\n!keep.yaml\n\nsub/keep.yaml\n");

    assertThat(rules.verdict("a.yaml", false)).isEqualTo(Verdict.MATCHED);
    assertThat(rules.verdict("keep.yaml", false)).isEqualTo(Verdict.TAKEN_BACK);
    assertThat(rules.verdict("sub/keep.yaml", false)).isEqualTo(Verdict.MATCHED);
  }

  @Test
  void pathsCountFromTheFolderOfTheText() {
    IgnoreRules rules = IgnoreRules.parse("x", "a/b", "/c.yaml");

    assertThat(rules.verdict("a/b/c.yaml", false)).isEqualTo(Verdict.MATCHED);
    assertThat(rules.verdict("a/b/d/c.yaml", false)).isEqualTo(Verdict.NOTHING_SAID);
  }

  @Test
  void aPatternThatTroublesRegularExpressionsIsMatchedAtOnce() {
    IgnoreRules stars = IgnoreRules.parse("x", "", "*a".repeat(500) + "b");
    IgnoreRules folders = IgnoreRules.parse("x", "", "**/a/".repeat(500) + "b");

    assertThat(stars.verdict("a".repeat(4_000), false)).isEqualTo(Verdict.NOTHING_SAID);
    assertThat(folders.verdict("a/".repeat(2_000) + "c", false)).isEqualTo(Verdict.NOTHING_SAID);
  }

  @Test
  void aTextHasAThousandRulesAtMost() {
    assertThat(IgnoreRules.parse("x", "", "a\n# b\n".repeat(1_000)).rules()).hasSize(1_000);
    assertThatThrownBy(() -> IgnoreRules.parse("a/.sourceignore", "a", "a\n".repeat(1_001)))
        .isInstanceOf(BuildException.class)
        .hasMessage("a/.sourceignore: more than 1000 patterns");
  }
}
