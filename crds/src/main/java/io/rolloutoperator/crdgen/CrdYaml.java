package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
            (kind, document) -> {
              requireSize(kind, document);
              files.put(HasMetadata.getPlural(kind.resource()) + ".yaml", yaml(document));
            });
    return files;
  }

  private static void requireSize(CrdKind kind, ObjectNode document) {
    int bytes = compactBytes(document);
    if (bytes > kind.maxBytes()) {
      throw new IllegalStateException(
          "%s has %d bytes as compact JSON, more than %d"
              .formatted(HasMetadata.getKind(kind.resource()), bytes, kind.maxBytes()));
    }
  }

  /** All CRDs. */
  static Map<CrdKind, ObjectNode> documents() {
    CrdDocument generator =
        new CrdDocument(new RecordSchema(new TemplateSchema(KubernetesSchemas.load())));
    Map<CrdKind, ObjectNode> documents = new LinkedHashMap<>();
    for (CrdKind kind : CrdKind.all()) {
      documents.put(kind, generator.of(kind));
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
