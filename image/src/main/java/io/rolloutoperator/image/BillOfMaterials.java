package io.rolloutoperator.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** CycloneDX: the libraries that Maven knows, and what the image adds to them. */
final class BillOfMaterials {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode bill;

  private BillOfMaterials(ObjectNode bill) {
    this.bill = bill;
  }

  /** Reads what Maven wrote. */
  static BillOfMaterials read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("no bill of materials " + file + ": run mvn package first");
    }
    return new BillOfMaterials((ObjectNode) JSON.readTree(file.toFile()));
  }

  /** Returns a bill that has the runtime too. */
  BillOfMaterials with(JavaRuntime.Release release) {
    String version = URLEncoder.encode(release.version(), StandardCharsets.UTF_8);
    return with(
        component("platform", "openjdk", release.version(), "pkg:generic/openjdk@" + version)
            .put("publisher", release.implementor()));
  }

  /** Returns a bill that has the packages too. */
  BillOfMaterials with(List<DebianPackage> packages) throws IOException {
    BillOfMaterials whole = this;
    for (DebianPackage origin : packages) {
      whole =
          whole.with(
              component("library", origin.name(), origin.version(), origin.url(distribution())));
    }
    return whole;
  }

  private BillOfMaterials with(ObjectNode component) {
    ObjectNode more = bill.deepCopy();
    more.withArray("components").add(component);
    return new BillOfMaterials(more);
  }

  /** Returns the text of the bill of an image; the operator becomes one of its parts. */
  String of(ImageName name, String version) throws IOException {
    ObjectNode whole = bill.deepCopy();
    ObjectNode metadata = (ObjectNode) whole.path("metadata");
    JsonNode operator = metadata.path("component");
    whole.withArray("components").insert(0, operator);
    String reference = "pkg:oci/%s@%s".formatted(lastOf(name.repository()), version);
    metadata.set("component", component("container", name.repository(), version, reference));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n";
  }

  private static String lastOf(String repository) {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  private static ObjectNode component(String type, String name, String version, String url) {
    return JSON.createObjectNode()
        .put("type", type)
        .put("bom-ref", url)
        .put("name", name)
        .put("version", version)
        .put("purl", url);
  }

  /** Such as {@code debian-12}, from the system that the packages are installed on. */
  private static String distribution() throws IOException {
    String id = "linux";
    String version = "";
    for (String line : Files.readAllLines(Path.of("/etc/os-release"))) {
      if (line.startsWith("ID=")) {
        id = line.substring(3).replace("\"", "");
      } else if (line.startsWith("VERSION_ID=")) {
        version = "-" + line.substring(11).replace("\"", "");
      }
    }
    return id + version;
  }
}
