package io.rolloutoperator.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJarTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void theSameContentsGiveTheSameBytesInWhateverOrderAndWhenever() throws IOException {
    Path one = jar("one.jar", 1_000, List.of("a/B.class", "META-INF/MANIFEST.MF", "a/"));
    Path other = jar("other.jar", 900_000_000, List.of("a/", "META-INF/MANIFEST.MF", "a/B.class"));

    StoredJar.rewrite(one, TIME);
    StoredJar.rewrite(other, TIME);

    assertThat(one).hasSameBinaryContentAs(other);
    try (ZipFile file = new ZipFile(one.toFile())) {
      assertThat(file.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "a/", "a/B.class");
      assertThat(file.stream().map(ZipEntry::getMethod)).containsOnly(ZipEntry.STORED);
      assertThat(file.getInputStream(file.getEntry("a/B.class")).readAllBytes())
          .asString(UTF_8)
          .isEqualTo("a/B.class");
    }
  }

  private Path jar(String name, long time, List<String> entries) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        ZipEntry next = new ZipEntry(entry);
        next.setTime(time);
        to.putNextEntry(next);
        if (!entry.endsWith("/")) {
          to.write(entry.getBytes(UTF_8));
        }
        to.closeEntry();
      }
    }
    return jar;
  }
}
