package io.rolloutoperator.testkit.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Writes a jar anew in its place, entry by entry. The same changes make the same file. */
final class JarCopy {

  /** What becomes of an entry. */
  interface Change {
    /**
     * The new content; nothing if the entry is to go.
     *
     * @param entry with its name
     */
    Optional<byte[]> of(JarEntry entry, byte[] content) throws IOException;
  }

  private JarCopy() {}

  /** Replaces a jar by what the change makes of it. */
  static void rewrite(Path jar, Change change) throws IOException {
    Path fresh = jar.resolveSibling(jar.getFileName() + ".fresh");
    try (JarFile file = new JarFile(jar.toFile(), false);
        OutputStream out = Files.newOutputStream(fresh);
        JarOutputStream copy = new JarOutputStream(out)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        try (InputStream in = file.getInputStream(entry)) {
          Optional<byte[]> content = change.of(entry, in.readAllBytes());
          if (content.isPresent()) {
            copy.putNextEntry(timed(entry));
            copy.write(content.get());
            copy.closeEntry();
          }
        }
      }
    }
    Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  private static JarEntry timed(JarEntry entry) {
    JarEntry same = new JarEntry(entry.getName());
    same.setTime(entry.getTime());
    return same;
  }
}
