package io.rolloutoperator.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The modules of the JDK that the operator uses, linked to a runtime of its own. */
final class JavaRuntime {
  static final String HOME = "/opt/java";

  /** What is used, and by what. {@code JavaModulesIT} compares this with the jars. */
  static final Map<String, String> MODULES =
      new TreeMap<>(
          Map.of(
              "java.base", "everything",
              "java.logging", "OkHttp, mails",
              "java.management", "metrics of the JVM",
              "java.naming", "Logback; certificates with names of directories",
              "java.net.http", "the Kubernetes client",
              "java.rmi", "the SSH client's interfaces name its exceptions",
              "java.security.jgss", "Git and SSH with Kerberos",
              "java.security.sasl", "mails",
              "jdk.httpserver", "metrics, health, webhooks",
              "jdk.management", "metrics of the process"));

  /**
   * Not compressed: read faster, and smaller in a layer that is compressed as a whole. The classes
   * for method handles are left to the cache, which makes its own.
   */
  private static final List<String> OPTIONS =
      List.of(
          "--strip-debug",
          "--no-header-files",
          "--no-man-pages",
          "--compress=zip-0",
          "--disable-plugin=generate-jli-classes");

  /**
   * jlink writes down what it meets, in an order that a JVM draws at its start: of immutable sets
   * by a seed, of its plugins by the hash of objects that have none of their own. A JVM that
   * records for a cache has one seed for each release of the JDK, and the second method of hashes
   * is a constant.
   */
  private static final List<String> NOTHING_BY_CHANCE =
      List.of("-J-XX:AOTMode=record", "-J-XX:+UnlockExperimentalVMOptions", "-J-XX:hashCode=2");

  /** Programs and files for people who develop. */
  private static final List<String> NOT_NEEDED =
      List.of(
          "bin/jwebserver",
          "bin/keytool",
          "bin/rmiregistry",
          "lib/classlist",
          "lib/jexec",
          "lib/jrt-fs.jar");

  private final RootFileSystem root;

  JavaRuntime(RootFileSystem root) {
    this.root = root;
  }

  /** Links it with the JDK that this runs on. */
  void link() throws IOException, InterruptedException {
    Files.createDirectories(root.at(HOME).getParent());
    Path recording = Files.createTempFile("jlink", ".aotconf");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/jlink").toString());
    command.addAll(NOTHING_BY_CHANCE);
    command.add("-J-XX:AOTConfiguration=" + recording);
    command.addAll(List.of("--add-modules", String.join(",", MODULES.keySet())));
    command.addAll(List.of("--output", root.at(HOME).toString()));
    command.addAll(OPTIONS);
    try {
      var _ = Command.run(command);
    } finally {
      Files.delete(recording);
    }
    for (String file : NOT_NEEDED) {
      Files.deleteIfExists(root.at(HOME + "/" + file));
    }
  }

  /** Who made the JDK, and which one it is. */
  Release release() {
    Properties release = new Properties();
    Path file = Path.of(System.getProperty("java.home"), "release");
    try (var text = Files.newBufferedReader(file)) {
      release.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException("no JDK says its version in " + file, e);
    }
    return new Release(
        unquoted(release, "IMPLEMENTOR", "unknown"),
        unquoted(release, "JAVA_RUNTIME_VERSION", Runtime.version().toString()));
  }

  private static String unquoted(Properties release, String key, String otherwise) {
    return release.getProperty(key, otherwise).replace("\"", "");
  }

  /**
   * A JDK.
   *
   * @param implementor such as {@code Eclipse Adoptium}
   * @param version such as {@code 25.0.3+9-LTS}
   */
  record Release(String implementor, String version) {}
}
