package io.rolloutoperator.testkit.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Libraries that come with a signature in the jar. The JVM keeps their classes out of its cache,
 * and compares the digest of each class that it loads, with a signer that nobody here asked about;
 * the build has compared the jar itself with the repository's checksum. Without the signature and
 * the digests the classes are the same, byte for byte.
 */
final class SignedJars {
  private static final List<String> SIGNATURES = List.of(".SF", ".RSA", ".DSA", ".EC");

  private final Path folder;

  /** Those of a folder of jars. */
  SignedJars(Path folder) {
    this.folder = folder;
  }

  /** Rewrites the jars that are signed, in place. */
  void unsign() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        if (isSigned(jar)) {
          JarCopy.rewrite(jar, SignedJars::unsigned);
        }
      }
    }
  }

  private static boolean isSigned(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      return file.stream().anyMatch(SignedJars::isSignature);
    }
  }

  private static Optional<byte[]> unsigned(JarEntry entry, byte[] content) throws IOException {
    if (isSignature(entry)) {
      return Optional.empty();
    }
    return Optional.of(
        entry.getName().equals(JarFile.MANIFEST_NAME) ? withoutDigests(content) : content);
  }

  private static boolean isSignature(JarEntry entry) {
    String name = entry.getName().toUpperCase(Locale.ROOT);
    return name.startsWith("META-INF/")
        && name.lastIndexOf('/') == name.indexOf('/')
        && SIGNATURES.stream().anyMatch(name::endsWith);
  }

  /** What a manifest says of single entries of a signed jar are their digests. */
  private static byte[] withoutDigests(byte[] content) throws IOException {
    Manifest manifest = new Manifest(new ByteArrayInputStream(content));
    manifest.getEntries().clear();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    manifest.write(out);
    return out.toByteArray();
  }
}
