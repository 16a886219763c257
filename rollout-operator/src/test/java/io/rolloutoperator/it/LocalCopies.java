package io.rolloutoperator.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an operator keeps of repositories on the disk of this machine. */
record LocalCopies(Path folder) {

  private static final String FLAG = "--gitsync-directory=";
  private static final String REFS = "/refs/";

  /** Those of an operator on this machine, in the folder that its flags name. */
  static LocalCopies of(ShippedOperator operator) {
    return new LocalCopies(
        operator.flags().stream()
            .filter(flag -> flag.startsWith(FLAG))
            .map(flag -> Path.of(flag.substring(FLAG.length())))
            .findFirst()
            .orElseThrow());
  }

  /** The refs of all copies, {@code refs/…}, that are files of their own, and their commits. */
  Map<String, String> refs() {
    Map<String, String> refs = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        int begin = file.toString().indexOf(REFS);
        if (begin >= 0) {
          refs.put(file.toString().substring(begin + 1), Files.readString(file).strip());
        }
      }
      return refs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
