package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How {@code kustomize edit set image}, the way CI changes a tag, rewrites a file; for whoever has
 * to understand such a commit. It writes the whole file anew: entries of {@code images} sorted by
 * name with sorted keys, lists not indented, comments at the end of a line gone, those on lines of
 * their own moved before the field that follows.
 */
class EditSetImageIT {

  private final Kustomize kustomize = Kustomize.locate();

  @TempDir private Path folder;

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(OracleCorpus.FOLDER.resolve("edit-set-image"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theFileIsRewrittenAsKept(Path file) throws IOException {
    Map<String, String> parts = TextArchive.parse(Files.readString(file));
    Path kustomization = folder.resolve("kustomization.yaml");
    Files.writeString(kustomization, parts.getOrDefault("before", ""));

    ProgramRun run =
        kustomize.run(folder, "edit", "set", "image", parts.getOrDefault("argument", "").strip());

    assertThat(run.problem()).isEmpty();
    assertThat(kustomization).hasContent(parts.getOrDefault("after", ""));
  }
}
