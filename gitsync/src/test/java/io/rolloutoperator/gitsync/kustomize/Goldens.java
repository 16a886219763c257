package io.rolloutoperator.gitsync.kustomize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the real kustomize made of the trees: whole for those a reader may want to see, as a digest
 * for all. Written by {@link KustomizeOracleIT} with {@code -Dgolden.update=true}.
 */
record Goldens(NavigableMap<String, String> digests) {

  static final String REFUSED = "# refused\n";
  private static final Path DIGESTS = OracleCorpus.FOLDER.resolve("goldens/digests.txt");

  static Goldens read() throws IOException {
    TreeMap<String, String> digests = new TreeMap<>();
    if (Files.exists(DIGESTS)) {
      for (String line : Files.readAllLines(DIGESTS)) {
        int cut = line.lastIndexOf(' ');
        digests.put(line.substring(0, cut), line.substring(cut + 1));
      }
    }
    return new Goldens(digests);
  }

  /** What a tree's whole output is expected to be. */
  static String whole(OracleTree tree) throws IOException {
    return Files.readString(path(tree));
  }

  static void keep(OracleTree tree, String output) throws IOException {
    Files.createDirectories(DIGESTS.getParent());
    Files.writeString(path(tree), output);
  }

  private static Path path(OracleTree tree) {
    return DIGESTS.resolveSibling(tree.name().replace(' ', '-').replace('/', '-') + ".yaml");
  }

  Goldens with(Map<String, String> more) {
    TreeMap<String, String> all = new TreeMap<>(digests);
    all.putAll(more);
    return new Goldens(all);
  }

  void write() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> each : digests.entrySet()) {
      text.append(each.getKey()).append(' ').append(each.getValue()).append('\n');
    }
    Files.createDirectories(DIGESTS.getParent());
    Files.writeString(DIGESTS, text.toString());
  }
}
