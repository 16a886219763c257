package io.rolloutoperator.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The operator's jar, its libraries, and the settings of its JVM. */
final class ApplicationFiles {
  static final String HOME = "/opt/rollout-operator";
  static final String JAR = HOME + "/rollout-operator.jar";
  static final String LIBRARIES = HOME + "/lib";
  static final String OPTIONS = HOME + "/jvm.options";
  static final String CACHE = HOME + "/rollout-operator.aot";

  /** The settings that every start of the operator has, and what only an image can know. */
  private static final String IN_A_CONTAINER =
      """
      # Half of the container's memory limit: code, threads and buffers need as much again.
      -XX:MaxRAMPercentage=50
      -XX:MinRAMPercentage=50
      -XX:AOTCache=%s
      """
          .formatted(CACHE);

  /** Run from its source: the testkit is not on this class path. */
  private static final String RENEWAL =
      "testkit/src/main/java/io/rolloutoperator/testkit/training/OldClasses.java";

  private final RootFileSystem root;
  private final Path project;

  ApplicationFiles(RootFileSystem root, Path project) {
    this.root = root;
    this.project = project;
  }

  /**
   * Copies them.
   *
   * @param built the folder with the operator's jar and {@code lib/}
   */
  void copy(Path built) throws IOException, InterruptedException {
    for (Path library : Folders.files(built.resolve("lib"))) {
      root.copy(library, LIBRARIES + "/" + library.getFileName());
    }
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    Command.run(List.of(java, project.resolve(RENEWAL).toString(), root.at(LIBRARIES).toString()));
    root.copy(jar(built), JAR);
    for (Path jar : Folders.files(root.at(HOME))) {
      StoredJar.rewrite(jar, root.time());
    }
    root.write(OPTIONS, Files.readString(project.resolve("bin/jvm.options")) + IN_A_CONTAINER);
    root.copy(project.resolve("LICENSE"), HOME + "/LICENSE");
  }

  private static Path jar(Path built) throws IOException {
    try (var files = Files.list(built)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("rollout-operator-[0-9][^/]*\\.jar"))
          .filter(file -> !file.toString().matches(".*-(sources|javadoc)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no jar in " + built + ": run mvn package first"));
    }
  }
}
