package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The YAML files of the CustomResourceDefinitions. The main method writes them.
 *
 * <p>Argument: the directory to write to.
 */
public final class CrdYaml {

  /**
   * Greatest size of a CRD as compact JSON, in bytes. {@code kubectl apply} stores that JSON in an
   * annotation, and all annotations of an object together may have 262,144 bytes.
   */
  static final int MAX_BYTES = 250_000;

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private CrdYaml() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("wanted: the directory to write to");
    }
    write(Path.of(args[0]));
  }

  /** Writes all files into a directory, which is made if it is missing. */
  static void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
  }

  /** The content of all files by name. */
  static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    documents()
        .forEach(
            (name, document) -> {
              int bytes = compactBytes(document);
              if (bytes > MAX_BYTES) {
                throw new IllegalStateException(
                    name
                        + " has "
                        + bytes
                        + " bytes as compact JSON, more than "
                        + MAX_BYTES
                        + ": kubectl apply would fail");
              }
              files.put(name + ".yaml", yaml(document));
            });
    return files;
  }

  /** All CRDs by their plural. */
  static Map<String, ObjectNode> documents() {
    CrdDocument generator =
        new CrdDocument(new RecordSchema(new TemplateSchema(KubernetesSchemas.load())));
    Map<String, ObjectNode> documents = new LinkedHashMap<>();
    for (CrdKind kind : CrdKind.all()) {
      ObjectNode document = generator.of(kind);
      documents.put(document.path("spec").path("names").path("plural").asText(), document);
    }
    return documents;
  }

  /** Size as {@code kubectl apply} stores it. */
  static int compactBytes(ObjectNode document) {
    try {
      return new ObjectMapper()
          .writeValueAsString(document)
          .getBytes(StandardCharsets.UTF_8)
          .length;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String yaml(ObjectNode document) {
    try {
      return YAML.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
