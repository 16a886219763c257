package io.rolloutoperator.testkit.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedJarsTest {
  private static final String MANIFEST =
      """
      Manifest-Version: 1.0
      Multi-Release: true

      Name: a/A.class
      SHA-256-Digest: q8s=

      """;

  @TempDir Path folder;

  private Path jar(String name, String... signatures) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(JarFile.MANIFEST_NAME, MANIFEST);
    for (String signature : signatures) {
      entries.put(signature, "signature");
    }
    entries.put("a/A.class", "class");
    entries.put("a/META-INF/NOTES.SF", "no signature");
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream written = new JarOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        written.putNextEntry(new JarEntry(entry.getKey()));
        written.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        written.closeEntry();
      }
    }
    return jar;
  }

  @Test
  void aSignedJarLosesSignatureAndDigestsAndNothingElse() throws IOException {
    Path jar = jar("signed.jar", "META-INF/CODE.SF", "META-INF/code.rsa");

    new SignedJars(folder).unsign();

    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.stream().map(JarEntry::getName))
          .containsExactly(JarFile.MANIFEST_NAME, "a/A.class", "a/META-INF/NOTES.SF");
      assertThat(file.getInputStream(file.getJarEntry("a/A.class")).readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("class");
      Manifest manifest = file.getManifest();
      assertThat(manifest.getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
      assertThat(manifest.getEntries()).isEmpty();
    }
  }

  @Test
  void aSecondTimeChangesNothing() throws IOException {
    Path jar = jar("signed.jar", "META-INF/CODE.SF", "META-INF/CODE.EC");
    new SignedJars(folder).unsign();
    Object file = Files.readAttributes(jar, "unix:ino").get("ino");

    new SignedJars(folder).unsign();

    assertThat(Files.readAttributes(jar, "unix:ino").get("ino")).isEqualTo(file);
  }

  @Test
  void aJarWithoutSignatureStaysAsItIs() throws IOException {
    Path jar = jar("plain.jar");
    byte[] before = Files.readAllBytes(jar);

    new SignedJars(folder).unsign();

    assertThat(jar).hasBinaryContent(before);
  }
}
