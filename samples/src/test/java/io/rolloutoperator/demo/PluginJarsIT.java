package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plugin's jar and its libraries are the same for every system: no native code is in them. */
class PluginJarsIT {

  private static final Path TARGET = Path.of("../kubectl-rollouts/target");

  private static final String NATIVE = ".*\\.(so|so\\..*|dylib|jnilib|dll|exe|a)";

  /** Of java.lang.System, Runtime and java.lang.foreign. */
  private static final Set<String> LOADING = Set.of("load", "loadLibrary", "libraryLookup");

  static Stream<Path> jars() throws IOException {
    try (Stream<Path> own = Files.list(TARGET);
        Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
      return Stream.concat(own, libraries)
          .filter(file -> file.toString().endsWith(".jar"))
          .toList()
          .stream();
    }
  }

  @Test
  void theJarsAreThere() throws IOException {
    assertThat(jars())
        .anyMatch(jar -> jar.getFileName().toString().startsWith("kubectl-rollouts-"))
        .anyMatch(jar -> jar.getFileName().toString().startsWith("picocli-"));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aJarHasNoNativeFileAndNoClassThatLoadsOne(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      List<JarEntry> entries = jar.stream().toList();
      assertThat(entries).extracting(JarEntry::getName).noneMatch(name -> name.matches(NATIVE));
      for (JarEntry entry : entries) {
        if (entry.getName().endsWith(".class")) {
          ClassModel parsed = ClassFile.of().parse(jar.getInputStream(entry).readAllBytes());
          assertThat(parsed.methods())
              .as("native methods, and calls that load libraries, of %s", entry.getName())
              .noneMatch(PluginJarsIT::isNativeOrLoads);
        }
      }
    }
  }

  private static boolean isNativeOrLoads(MethodModel method) {
    return method.flags().has(AccessFlag.NATIVE)
        || method.code().stream()
            .flatMap(code -> code.elementStream())
            .anyMatch(element -> element instanceof InvokeInstruction call && loads(call));
  }

  private static boolean loads(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    return (owner.equals("java/lang/System")
            || owner.equals("java/lang/Runtime")
            || owner.startsWith("java/lang/foreign/"))
        && LOADING.contains(call.name().stringValue());
  }

  /** The check itself sees a class of the JDK that has native methods. */
  @Test
  void aClassWithNativeMethodsIsSeen() throws IOException {
    try (var in = Object.class.getResourceAsStream("Object.class")) {
      assertThat(in).isNotNull();
      assertThat(ClassFile.of().parse(in.readAllBytes()).methods())
          .anyMatch(PluginJarsIT::isNativeOrLoads);
    }
  }
}
