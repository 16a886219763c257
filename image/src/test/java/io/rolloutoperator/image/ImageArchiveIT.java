package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.image.UnpackedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive against what the OCI's and Docker's formats ask for, and the files in it. */
class ImageArchiveIT {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  /** Issue 7: the image has at most 60 MB compressed. */
  private static final long LARGEST = 60_000_000;

  @TempDir static Path folder;
  private static UnpackedImage image;

  @BeforeAll
  static void unpack() throws IOException {
    image = UnpackedImage.of(ImageUnderTest.archive(), folder);
  }

  @Test
  void everyBlobIsWhatItsNameSays() throws IOException {
    for (Path blob : Folders.files(image.archive().resolve("blobs/sha256"))) {
      assertThat(digest(Files.newInputStream(blob))).isEqualTo(blob.getFileName().toString());
    }
  }

  @Test
  void theIndexLeadsToEveryBlobAndNothingElseIsThere() throws IOException {
    assertThat(read("oci-layout").path("imageLayoutVersion").asText()).isEqualTo("1.0.0");
    JsonNode index = read("index.json");
    assertThat(index.path("schemaVersion").asInt()).isEqualTo(2);
    assertThat(index.path("manifests")).hasSize(1);
    JsonNode manifest = follow(index.path("manifests").path(0));
    assertThat(manifest.path("mediaType").asText())
        .isEqualTo("application/vnd.oci.image.manifest.v1+json");
    Set<String> reached = new TreeSet<>(Set.of(blob(index.path("manifests").path(0))));
    follow(manifest.path("config"));
    reached.add(blob(manifest.path("config")));
    for (JsonNode layer : manifest.path("layers")) {
      assertThat(layer.path("mediaType").asText())
          .isEqualTo("application/vnd.oci.image.layer.v1.tar+gzip");
      assertThat(Files.size(image.archive().resolve(blob(layer))))
          .isEqualTo(layer.path("size").asLong());
      reached.add(blob(layer));
    }

    Set<String> there =
        Folders.files(image.archive()).stream()
            .map(file -> image.archive().relativize(file).toString())
            .collect(Collectors.toCollection(TreeSet::new));
    reached.addAll(Set.of("index.json", "manifest.json", "oci-layout"));
    assertThat(there).isEqualTo(reached);
  }

  @Test
  void dockersManifestNamesTheSameBlobs() throws IOException {
    JsonNode manifest = follow(read("index.json").path("manifests").path(0));

    assertThat(image.manifest().path("Config").asText()).isEqualTo(blob(manifest.path("config")));
    assertThat(Json.elements(image.manifest().path("Layers")).map(JsonNode::asText))
        .containsExactlyElementsOf(
            Json.elements(manifest.path("layers")).map(ImageArchiveIT::blob).toList());
    assertThat(image.manifest().at("/RepoTags/0").asText()).isEqualTo("rollout-operator:0.1.0");
    assertThat(read("index.json").at("/manifests/0/annotations/io.containerd.image.name").asText())
        .isEqualTo("docker.io/library/rollout-operator:0.1.0");
  }

  @Test
  void layersAreTheDifferencesThatTheConfigurationNames() throws IOException {
    List<String> layers = new ArrayList<>();
    for (JsonNode layer : image.manifest().path("Layers")) {
      layers.add(
          "sha256:"
              + digest(
                  new GZIPInputStream(
                      Files.newInputStream(image.archive().resolve(layer.asText())))));
    }

    assertThat(Json.elements(image.config().at("/rootfs/diff_ids")).map(JsonNode::asText))
        .isEqualTo(layers);
  }

  @Test
  void itRunsWithoutRightsAndTellsWhatItIs() throws IOException {
    JsonNode config = image.config().path("config");

    assertThat(config.path("User").asText()).isEqualTo("65532:65532");
    assertThat(image.texts("Entrypoint")).isEqualTo(JibImage.ENTRY_POINT);
    assertThat(image.config().path("os").asText()).isEqualTo("linux");
    assertThat(image.config().path("created").asText()).isEqualTo(TIME.toString());
    for (String key : List.of("title", "version", "revision", "licenses", "created")) {
      assertThat(config.path("Labels").path("org.opencontainers.image." + key).asText())
          .as(key)
          .isNotEmpty();
    }
  }

  @Test
  void itIsForTheMachineThatItWasBuiltOn() throws IOException, InterruptedException {
    String machine = Command.run(List.of("dpkg", "--print-architecture")).strip();

    assertThat(image.config().path("architecture").asText()).isEqualTo(machine);
    JsonNode platform = read("index.json").at("/manifests/0/platform");
    assertThat(platform.path("architecture").asText()).isEqualTo(machine);
    assertThat(platform.path("os").asText()).isEqualTo("linux");
  }

  @Test
  void thereIsNoShellNothingSpecialAndOnlyJavaRuns() throws IOException {
    List<String> programs = new ArrayList<>();
    for (Path file : Folders.all(image.root()).toList()) {
      assertThat(Files.isSymbolicLink(file)).as("%s", file).isFalse();
      assertThat((int) Files.getAttribute(file, "unix:mode") & 06000).as("%s", file).isZero();
      if (Files.isRegularFile(file)) {
        assertThat(Files.getLastModifiedTime(file).toInstant()).as("%s", file).isEqualTo(TIME);
        if (Files.isExecutable(file) && !file.toString().matches(".*\\.so(\\.\\d+)?")) {
          programs.add("/" + image.root().relativize(file));
        }
      }
    }

    assertThat(programs)
        .containsExactlyInAnyOrder("/opt/java/bin/java", "/opt/java/lib/jspawnhelper");
  }

  @Test
  void theBillOfMaterialsIsInTheImageAndNamesAllThatIsShipped() throws IOException {
    Path inside = image.root().resolve("opt/rollout-operator/bom.json");
    assertThat(inside).hasSameBinaryContentAs(ImageUnderTest.target().resolve(Build.BILL));
    JsonNode bill = Json.parse(Files.readAllBytes(inside));
    Set<String> named =
        Json.elements(bill.path("components"))
            .map(part -> part.path("name").asText() + "-" + part.path("version").asText())
            .collect(Collectors.toSet());

    assertThat(bill.at("/metadata/component/type").asText()).isEqualTo("container");
    assertThat(named).anyMatch(part -> part.startsWith("libc6-"));
    assertThat(named).anyMatch(part -> part.startsWith("openjdk-25"));
    for (Path jar : Folders.files(image.root().resolve("opt/rollout-operator/lib"))) {
      assertThat(named).contains(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
    }
  }

  @Test
  void itIsSmall() throws IOException {
    long size = 0;
    for (JsonNode layer : image.manifest().path("Layers")) {
      size += Files.size(image.archive().resolve(layer.asText()));
    }
    assertThat(size).isLessThanOrEqualTo(LARGEST);
  }

  private static JsonNode follow(JsonNode descriptor) throws IOException {
    Path file = image.archive().resolve(blob(descriptor));
    assertThat(Files.size(file)).isEqualTo(descriptor.path("size").asLong());
    return Json.parse(Files.readAllBytes(file));
  }

  private static JsonNode read(String file) throws IOException {
    return Json.parse(Files.readAllBytes(image.archive().resolve(file)));
  }

  private static String blob(JsonNode descriptor) {
    return "blobs/" + descriptor.path("digest").asText().replace(':', '/');
  }

  private static String digest(InputStream content) throws IOException {
    try (DigestInputStream in = new DigestInputStream(content, sha256())) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
