package io.rolloutoperator.testkit.training;

import io.rolloutoperator.testkit.cluster.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes a cache of loaded and linked classes for the launcher: the one that it uses, from the list
 * of a training run, or a larger one for operators that do more and live for a short time, which
 * integration tests start by hundreds (docs/adr/0006).
 */
public final class LauncherCache {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String DUMP = "dump";
  private static final String CHECK = "check";

  private final ShippedLauncher launcher;
  private final List<Path> lists;
  private final Path cache;

  private LauncherCache(ShippedLauncher launcher, List<Path> lists, String name) {
    this.launcher = launcher;
    this.lists = lists;
    this.cache = launcher.home().resolve(name);
  }

  /**
   * Makes it, unless the one that is there still fits.
   *
   * @param args the launcher, the folder with the jar and its libraries, the list of classes; for
   *     the larger one also a list of those that it has beside them
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    ShippedLauncher launcher = ShippedLauncher.of(Path.of(args[0]), Path.of(args[1]));
    List<Path> lists = Arrays.stream(args, 2, args.length).map(Path::of).toList();
    String name = lists.size() == 1 ? "rollout-operator.aot" : "integration-tests.aot";
    new LauncherCache(launcher, lists, name).make();
  }

  private void make() throws IOException, InterruptedException {
    Path libraries = launcher.home().resolve("lib");
    new SignedJars(libraries).unsign();
    new OldClasses(libraries, OldClasses.OF_THE_OPERATOR).renew();
    if (isYoungerThanTheLists() && fits()) {
      return;
    }
    Files.deleteIfExists(cache);
    Path fresh = launcher.folder().resolve("fresh-" + cache.getFileName());
    dump(fresh);
    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    if (!fits()) {
      throw new IOException(
          "the JVM does not take its own cache, or would take any, see " + launcher.log(CHECK));
    }
  }

  private boolean isYoungerThanTheLists() throws IOException {
    if (!Files.exists(cache)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(cache);
    for (Path list : lists) {
      if (made.compareTo(Files.getLastModifiedTime(list)) <= 0) {
        return false;
      }
    }
    return true;
  }

  /** One list of all. */
  private Path list() throws IOException {
    List<String> lines = List.of();
    for (Path list : lists) {
      lines = ClassList.merged(lines, Files.readAllLines(list));
    }
    return Files.write(launcher.folder().resolve("dumped.list"), lines);
  }

  private void dump(Path fresh) throws IOException, InterruptedException {
    Files.deleteIfExists(fresh);
    String options =
        "-XX:+AOTClassLinking -Xshare:dump -XX:SharedClassListFile=%s -XX:SharedArchiveFile=%s"
            .formatted(list(), fresh);
    if (!ends(launcher.start(DUMP, "off", options, Map.of())) || !Files.exists(fresh)) {
      throw new IOException("the JVM wrote no cache: " + LogTail.of(launcher.log(DUMP)));
    }
  }

  /**
   * Whether the JVM takes the cache, which it would otherwise pass over, and would not take it for
   * another jar.
   */
  private boolean fits() throws IOException, InterruptedException {
    String options = "-XX:AOTMode=on -Xlog:class+load=info -Xlog:class+path=info";
    if (!ends(launcher.start(CHECK, cache.toString(), options, Map.of(), "--version"))) {
      return false;
    }
    String said = Files.readString(launcher.log(CHECK));
    return said.contains("io.rolloutoperator.app.Main source: shared objects file")
        && said.contains("Archived app classpath validation: passed");
  }

  /** Whether a process comes to a good end. */
  private static boolean ends(Process process) throws InterruptedException {
    try {
      return process.waitFor(PATIENCE) && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }
}
