package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * The runtime of the image has the modules that the jars name, but for those that are not reached.
 */
class JavaModulesIT {

  /** Named by classes of libraries, and why no path of ours leads there. */
  private static final Map<String, String> NOT_REACHED =
      Map.of(
          "java.desktop",
              "beans, of SnakeYAML and Jackson: we read trees and records; images in mails",
          "java.xml", "Logback's files of configuration, JGit's S3, Jackson's types, XML in mails",
          "java.sql", "Jackson's types for dates of databases, JGit's ProposedTimestamp");

  private static final Path HOME =
      ImageUnderTest.target().resolve("rootfs" + ApplicationFiles.HOME);

  @Test
  void theRuntimeHasWhatTheJarsNameAndNothingElse() throws IOException {
    Map<String, String> moduleOf = packagesOfTheJdk();
    Map<String, Set<String>> users = new TreeMap<>();
    for (Path jar : Folders.files(HOME)) {
      if (jar.toString().endsWith(".jar")) {
        collect(jar, moduleOf, users);
      }
    }

    Set<String> expected = new TreeSet<>(JavaRuntime.MODULES.keySet());
    expected.addAll(NOT_REACHED.keySet());
    users.put("java.base", Set.of("everything"));
    assertThat(users.keySet()).as("%s", users).isEqualTo(expected);
  }

  private static Map<String, String> packagesOfTheJdk() {
    Map<String, String> modules = new TreeMap<>();
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      String name = module.descriptor().name();
      module.descriptor().packages().forEach(inside -> modules.put(inside, name));
    }
    return modules;
  }

  private static void collect(
      Path jar, Map<String, String> moduleOf, Map<String, Set<String>> users) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
          try (InputStream content = file.getInputStream(entry)) {
            for (String named : packagesNamedBy(ClassFile.of().parse(content.readAllBytes()))) {
              String module = moduleOf.get(named);
              if (module != null) {
                users.computeIfAbsent(module, _ -> new TreeSet<>()).add(shortName(jar, named));
              }
            }
          }
        }
      }
    }
  }

  private static String shortName(Path jar, String named) {
    return jar.getFileName() + ":" + named;
  }

  private static Set<String> packagesNamedBy(ClassModel type) {
    Set<String> packages = new TreeSet<>();
    for (PoolEntry entry : type.constantPool()) {
      if (entry instanceof ClassEntry named && named.asSymbol().isClassOrInterface()) {
        packages.add(named.asSymbol().packageName());
      }
    }
    return packages;
  }
}
