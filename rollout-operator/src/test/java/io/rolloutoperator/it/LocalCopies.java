package io.rolloutoperator.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an operator keeps of repositories on the disk of this machine. */
record LocalCopies(Path folder) {

  private static final String FLAG = "--gitsync-directory=";
  private static final String REFS = "/refs/";

  /** Those of a process, in the folder that its command line names. */
  static LocalCopies of(ShippedOperator operator) {
    Path process = Path.of("/proc", Long.toString(operator.process().pid()));
    try {
      String folder =
          Arrays.stream(Files.readString(process.resolve("cmdline")).split("\0", -1))
              .filter(argument -> argument.startsWith(FLAG))
              .findFirst()
              .orElseThrow();
      Path directory = process.resolve("cwd").toRealPath();
      return new LocalCopies(directory.resolve(folder.substring(FLAG.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
