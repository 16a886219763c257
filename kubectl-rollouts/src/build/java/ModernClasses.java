import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of a jar a recent version: the JVM leaves classes older than Java 6 out of its
 * AOT cache. Times in the jar stay, so that the same jar becomes the same bytes.
 *
 * <p>{@code java ModernClasses.java FOLDER PREFIX}: the one jar of the folder whose name begins so.
 */
final class ModernClasses {

  private static final int JAVA_17 = 61;

  private ModernClasses() {}

  public static void main(String[] arguments) throws IOException {
    Path jar;
    try (var files = Files.newDirectoryStream(Path.of(arguments[0]), arguments[1] + "*.jar")) {
      jar = files.iterator().next();
    }
    if (isModern(jar)) {
      return;
    }
    Path modern = jar.resolveSibling(jar.getFileName() + ".modern");
    try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        JarFile in = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(modern);
        JarOutputStream out = new JarOutputStream(file)) {
      copy(in, out, ClassHierarchyResolver.ofResourceParsing(classes));
    }
    Files.move(modern, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A jar that needs nothing keeps its time, on which a cache depends. */
  private static boolean isModern(Path jar) throws IOException {
    try (JarFile in = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        try (InputStream content = in.getInputStream(entry)) {
          if (entry.getName().endsWith(".class") && isOld(ClassFile.of().parse(content.readAllBytes()))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean isOld(ClassModel model) {
    return model.majorVersion() < JAVA_17 && !model.isModuleInfo();
  }

  private static void copy(JarFile in, JarOutputStream out, ClassHierarchyResolver hierarchy)
      throws IOException {
    ClassFile format =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                hierarchy.orElse(ClassHierarchyResolver.defaultResolver())));
    for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      try (InputStream content = in.getInputStream(entry)) {
        byte[] bytes = content.readAllBytes();
        JarEntry copied = new JarEntry(entry.getName());
        copied.setTime(entry.getTime());
        out.putNextEntry(copied);
        out.write(entry.getName().endsWith(".class") ? modern(format, bytes) : bytes);
        out.closeEntry();
      }
    }
  }

  private static byte[] modern(ClassFile format, byte[] bytes) {
    ClassModel model = format.parse(bytes);
    if (!isOld(model)) {
      return bytes;
    }
    ClassTransform bodies = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    ClassTransform version =
        ClassTransform.endHandler(builder -> builder.withVersion(JAVA_17, 0));
    return format.transformClass(model, bodies.andThen(version));
  }
}
