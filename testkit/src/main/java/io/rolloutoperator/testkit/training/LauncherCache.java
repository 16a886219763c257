package io.rolloutoperator.testkit.training;

import io.rolloutoperator.testkit.cluster.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * Makes the cache of loaded and linked classes that the launcher uses, from the list of a training
 * run (docs/adr/0006).
 */
public final class LauncherCache {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ShippedLauncher launcher;
  private final Path list;
  private final Path cache;

  private LauncherCache(ShippedLauncher launcher, Path list) {
    this.launcher = launcher;
    this.list = list;
    this.cache = launcher.home().resolve("rollout-operator.aot");
  }

  /**
   * Makes it, unless the one that is there still fits.
   *
   * @param args the launcher, the folder with the jar and its libraries, the list of classes
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    ShippedLauncher launcher = ShippedLauncher.of(Path.of(args[0]), Path.of(args[1]));
    new LauncherCache(launcher, Path.of(args[2]).toAbsolutePath()).make();
  }

  private void make() throws IOException, InterruptedException {
    Path libraries = launcher.home().resolve("lib");
    new SignedJars(libraries).unsign();
    new OldClasses(libraries, OldClasses.OF_THE_OPERATOR).renew();
    if (isYoungerThanTheList() && fits()) {
      return;
    }
    Files.deleteIfExists(cache);
    Path fresh = launcher.folder().resolve("fresh.aot");
    dump(fresh);
    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    if (!fits()) {
      throw new IOException(
          "the JVM does not take its own cache, or would take any, see " + launcher.log("check"));
    }
  }

  private boolean isYoungerThanTheList() throws IOException {
    return Files.exists(cache)
        && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(list)) > 0;
  }

  private void dump(Path fresh) throws IOException, InterruptedException {
    Files.deleteIfExists(fresh);
    String options =
        "-XX:+AOTClassLinking -Xshare:dump -XX:SharedClassListFile=%s -XX:SharedArchiveFile=%s"
            .formatted(list, fresh);
    if (!ends(launcher.start("dump", "off", options, Map.of())) || !Files.exists(fresh)) {
      throw new IOException("the JVM wrote no cache: " + LogTail.of(launcher.log("dump")));
    }
  }

  /**
   * Whether the JVM takes the cache, which it would otherwise pass over, and would not take it for
   * another jar.
   */
  private boolean fits() throws IOException, InterruptedException {
    String options = "-XX:AOTMode=on -Xlog:class+load=info -Xlog:class+path=info";
    if (!ends(launcher.start("check", "on", options, Map.of(), "--version"))) {
      return false;
    }
    String said = Files.readString(launcher.log("check"));
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
