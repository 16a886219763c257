package io.rolloutoperator.gitsync.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.source.CommitTree;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FileTreeTest {

  private final FileTree tree =
      new FileTree(
          new TreeMap<>(
              Map.of(
                  "a.yaml", FileContent.of("hello\n"),
                  "a/x/1.yaml", FileContent.of("1"),
                  "a/x.yaml", FileContent.of("x"),
                  "a-b/2.yaml", FileContent.of("2"))));

  @Test
  void aFileHasTheIdThatGitGivesIt() {
    assertThat(tree.entry("a.yaml"))
        .contains(
            new CommitTree.Entry(
                "a.yaml", CommitTree.Type.FILE, "ce013625030ba8dba906f756967f9e9ca394464a"));
  }

  @Test
  void foldersAreWhatFilesLieIn() {
    assertThat(tree.entry("a/x").map(CommitTree.Entry::type)).contains(CommitTree.Type.FOLDER);
    assertThat(tree.entry("").map(CommitTree.Entry::type)).contains(CommitTree.Type.FOLDER);
    assertThat(tree.entry("a/")).isEmpty();
    assertThat(tree.entry("b")).isEmpty();
  }

  @Test
  void childrenComeInGitsOrder() {
    assertThat(tree.children("").stream().map(CommitTree.Entry::path))
        .containsExactly("a-b", "a.yaml", "a");
    assertThat(tree.children("a").stream().map(CommitTree.Entry::path))
        .containsExactly("a/x.yaml", "a/x");
    assertThat(tree.children("a.yaml")).isEmpty();
  }

  @Test
  void aFoldersIdFollowsFromWhatIsInIt() {
    TreeMap<String, FileContent> files = new TreeMap<>();
    files.put("a/x/1.yaml", FileContent.of("1"));
    assertThat(new FileTree(files).entry("a/x")).isEqualTo(tree.entry("a/x"));
    files.put("a/x/1.yaml", FileContent.of("2"));
    assertThat(new FileTree(files).entry("a/x")).isNotEqualTo(tree.entry("a/x"));
  }

  @Test
  void whatIsNoFileOrTooLargeIsNotRead() {
    assertThat(tree.read("a.yaml", 6)).asString().isEqualTo("hello\n");
    assertThatThrownBy(() -> tree.read("a.yaml", 5)).isInstanceOf(BuildException.class);
    assertThatThrownBy(() -> tree.read("a", 5)).isInstanceOf(BuildException.class);
  }
}
