package io.rolloutoperator.testkit.training;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Libraries that were compiled for Java 5 and 6. Their classes have no tables of types for the
 * verifier, and the JVM keeps classes without them out of its cache; here they get those tables,
 * and stay as they are otherwise.
 *
 * <p>One class stays old. A JVM 25 compares jars with its cache only if it read a class from one of
 * them while it put the cache together, which it does for a class that it may not keep; otherwise
 * it would go on with the cache of another jar. Which class that can be depends on how the cache is
 * made, so the caller names it.
 */
final class OldClasses {

  /**
   * The one of the operator, for both of its caches. No other class is made from it: those would
   * stay out of the cache with it.
   */
  static final String OF_THE_OPERATOR = "picocli/CommandLine$ScopeType.class";

  /** The first version of class files that must have tables of types: Java 7. */
  private static final int WITH_TABLES = ClassFile.JAVA_7_VERSION;

  private static final int MAGIC = 0xCAFEBABE;
  private static final int VERSION_AT = 6;

  private final Path folder;
  private final String leftOld;

  /**
   * Those of a folder of jars.
   *
   * @param leftOld the entry that stays old, such as {@code a/B.class}
   */
  OldClasses(Path folder, String leftOld) {
    this.folder = folder;
    this.leftOld = leftOld;
  }

  /**
   * Rewrites the jars of a folder; builds of other modules run this file by itself.
   *
   * @param arguments the folder, and the entry that stays old, if it is not the operator's
   */
  public static void main(String[] arguments) throws IOException {
    String leftOld = arguments.length > 1 ? arguments[1] : OF_THE_OPERATOR;
    new OldClasses(Path.of(arguments[0]), leftOld).renew();
  }

  /** Rewrites the jars that have such classes, in place. */
  void renew() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        if (hasOld(jar)) {
          rewrite(jar);
        }
      }
    }
  }

  private boolean hasOld(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (isToRenew(entry, start(file, entry))) {
          return true;
        }
      }
      return false;
    }
  }

  private static byte[] start(JarFile file, JarEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      return in.readNBytes(8);
    }
  }

  private boolean isToRenew(JarEntry entry, byte[] content) {
    return content.length >= 8
        && ByteBuffer.wrap(content).getInt() == MAGIC
        && isOld(content) != entry.getName().equals(leftOld);
  }

  private static boolean isOld(byte[] content) {
    return ByteBuffer.wrap(content).getShort(VERSION_AT) < WITH_TABLES;
  }

  /** A class that an earlier build renewed: the verifier of old ones passes over its tables. */
  private static byte[] aged(byte[] content) {
    ByteBuffer.wrap(content).putShort(VERSION_AT, (short) ClassFile.JAVA_5_VERSION);
    return content;
  }

  private void rewrite(Path jar) throws IOException {
    try (URLClassLoader neighbours = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      ClassFile classes = withTables(neighbours);
      JarCopy.rewrite(
          jar,
          (entry, content) ->
              Optional.of(isToRenew(entry, content) ? changed(classes, content) : content));
    }
  }

  private static byte[] changed(ClassFile classes, byte[] content) {
    return isOld(content) ? renew(classes, content) : aged(content);
  }

  private static ClassFile withTables(ClassLoader neighbours) {
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofClassLoading(neighbours)
                .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  private static byte[] renew(ClassFile classes, byte[] old) {
    ClassModel model = classes.parse(old);
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(WITH_TABLES, 0);
          } else {
            builder.with(element);
          }
        };
    byte[] renewed =
        classes.transformClass(
            model,
            version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    List<VerifyError> errors = classes.verify(renewed);
    if (!errors.isEmpty()) {
      throw errors.getFirst();
    }
    return renewed;
  }
}
