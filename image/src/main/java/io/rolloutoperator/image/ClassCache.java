package io.rolloutoperator.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JVM's cache of loaded classes, made by the image's own runtime at the paths of the image. A
 * JVM that only interprets, and loads the classes of a list, writes the same bytes each time, but
 * for the time (docs/adr/0020).
 */
final class ClassCache {
  private static final String LIST = "/tmp/classes.list";
  private static final String FRESH = "/tmp/fresh.aot";

  /**
   * The heap does not depend on the machine that builds, and nothing is collected in it until all
   * classes are loaded: when a weak reference leaves its table is up to another thread. The table
   * of texts has room for all of them: another thread would make it larger at some moment, and with
   * that change their order. On a busy machine soft references would grow old and be dropped, so
   * they stay for eleven days. Objects of the cache know how many processors there were.
   */
  private static final List<String> DUMP =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "-Xmn448m",
          "-XX:MetaspaceSize=512m",
          "-Xint",
          "-XX:ActiveProcessorCount=2",
          "-XX:+AOTClassLinking",
          "-XX:StringTableSize=131072",
          "-XX:SoftRefLRUPolicyMSPerMB=1000000000",
          "-Xshare:dump",
          "-XX:SharedClassListFile=" + LIST,
          "-XX:SharedArchiveFile=" + FRESH);

  /** The JVM looks at its own entry in /proc. Everybody may do this in a namespace of their own. */
  private static final String INSIDE =
      "mount --rbind /proc \"$0/proc\" && exec chroot \"$0\" \"$@\"";

  /** Chance may make one differ, on a busy machine (docs/adr/0020). */
  private static final int MOST_DUMPS = 5;

  private final RootFileSystem root;
  private final Path classes;

  /**
   * For a tree of files that is complete.
   *
   * @param classes the list of classes
   */
  ClassCache(RootFileSystem root, Path classes) {
    this.root = root;
    this.classes = classes;
  }

  /** Makes it and sees whether the JVM takes it. */
  void make() throws IOException, InterruptedException {
    Files.copy(classes, root.at(LIST), StandardCopyOption.REPLACE_EXISTING);
    byte[] cache = agreed();
    Files.delete(root.at(LIST));
    Files.write(root.at(ApplicationFiles.CACHE), cache);
    root.settle();
    String said =
        java(
            List.of(
                "@" + ApplicationFiles.OPTIONS,
                "-XX:AOTMode=on",
                "-XX:+VerifySharedSpaces",
                "-Xlog:class+load=info",
                "-jar",
                ApplicationFiles.JAR,
                "--version"));
    if (!said.contains("io.rolloutoperator.app.Main source: shared objects file")) {
      throw new IOException("the JVM does not take its own cache: " + said);
    }
  }

  /** Dumps until two in a row agree. */
  private byte[] agreed() throws IOException, InterruptedException {
    Dump earlier = dumped();
    for (int dumps = 2; ; dumps++) {
      Dump later = dumped();
      try {
        return StoppedClock.in(earlier, later);
      } catch (DisagreeingDumpsException e) {
        if (dumps == MOST_DUMPS) {
          throw e;
        }
        System.err.printf("%s: made once more%n", e.getMessage());
      }
      earlier = later;
    }
  }

  private Dump dumped() throws IOException, InterruptedException {
    List<String> dump = new ArrayList<>(options());
    dump.addAll(DUMP);
    dump.addAll(List.of("-cp", ApplicationFiles.JAR));
    long begin = clock();
    java(dump);
    long end = clock();
    byte[] cache = Files.readAllBytes(root.at(FRESH));
    Files.delete(root.at(FRESH));
    return Dump.of(cache, begin, end);
  }

  /** The JVM's soft references have the same one: on Linux since the machine started. */
  private static long clock() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** The settings without the cache that is not there yet. */
  private List<String> options() throws IOException {
    return Files.readAllLines(root.at(ApplicationFiles.OPTIONS)).stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("-XX:AOTCache="))
        .toList();
  }

  private String java(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (!isRoot()) {
      command.add("--map-root-user");
    }
    command.addAll(List.of("sh", "-c", INSIDE, root.folder().toString()));
    command.add(JavaRuntime.HOME + "/bin/java");
    command.addAll(arguments);
    return Command.run(command);
  }

  private static boolean isRoot() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
  }
}
