package io.rolloutoperator.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.spi.ToolProvider;

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

  /** Of what is left to chance in one run, so many runs cannot all go wrong: 1 in 10^9. */
  private static final int TRIES = 30;

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

  /**
   * Links it with the JDK that this runs on. jlink runs its plugins in an order of chance: the
   * class that it makes of the modules' descriptors is made before the others are stripped, or
   * after that. The image has the one that is stripped.
   */
  void link() throws IOException {
    int tries = 0;
    do {
      if (tries++ == TRIES) {
        throw new IOException("jlink does not strip what it makes, in " + TRIES + " runs");
      }
      Folders.delete(root.at(HOME));
      runJlink();
    } while (!isStripped());
    for (String file : NOT_NEEDED) {
      Files.deleteIfExists(root.at(HOME + "/" + file));
    }
  }

  private void runJlink() throws IOException {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    Files.createDirectories(root.at(HOME).getParent());
    List<String> arguments =
        new ArrayList<>(List.of("--add-modules", String.join(",", MODULES.keySet())));
    arguments.addAll(List.of("--output", root.at(HOME).toString()));
    arguments.addAll(OPTIONS);
    ToolProvider jlink =
        ToolProvider.findFirst("jlink").orElseThrow(() -> new IOException("this JDK has no jlink"));
    if (jlink.run(out, out, arguments.toArray(String[]::new)) != 0) {
      throw new IOException("jlink failed: " + said.toString().strip());
    }
  }

  /** Whether the class of the descriptors names no source. */
  private boolean isStripped() throws IOException {
    Map<String, String> home = Map.of("java.home", root.at(HOME).toString());
    try (FileSystem modules = FileSystems.newFileSystem(URI.create("jrt:/"), home)) {
      byte[] made =
          Files.readAllBytes(
              modules.getPath("/modules/java.base/jdk/internal/module/SystemModules$all.class"));
      return ClassFile.of().parse(made).findAttribute(Attributes.sourceFile()).isEmpty();
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
