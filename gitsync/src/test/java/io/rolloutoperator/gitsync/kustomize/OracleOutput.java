package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.YamlDocument;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.KustomizeBinary;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one renderer made of a tree: its objects in their order, each with sorted keys, or that it
 * refused.
 *
 * @param message why it refused; empty if it did not. Never compared: each has its own words
 */
record OracleOutput(List<JsonNode> objects, String message) {

  private static final Rendering PLAIN =
      new Rendering(
          Rendering.Mode.KUSTOMIZE, true, List.of(), List.of(), Nodes.FACTORY.objectNode());

  static OracleOutput refused(String message) {
    return new OracleOutput(List.of(), message.isEmpty() ? "refused" : message);
  }

  static OracleOutput ofYaml(String yaml) {
    return of(
        new YamlReader()
            .read("output", yaml.getBytes(StandardCharsets.UTF_8)).stream()
                .map(YamlDocument::root));
  }

  /** What is compared here with kustomize. */
  static OracleOutput ofRenderer(OracleTree tree) {
    return of(new KustomizeRenderer(RenderLimits.DEFAULT, true), tree);
  }

  /** The same with the program for what is not rendered here. */
  static OracleOutput ofRenderer(OracleTree tree, KustomizeBinary binary) {
    return of(new KustomizeRenderer(RenderLimits.DEFAULT, true, Optional.of(binary)), tree);
  }

  private static OracleOutput of(KustomizeRenderer renderer, OracleTree tree) {
    RenderResult result =
        renderer.render(tree.commit(), new Revision("main", "0".repeat(40)), tree.folder(), PLAIN);
    return switch (result) {
      case RenderResult.Rendered rendered ->
          of(rendered.manifests().stream().map(Manifest::object));
      case RenderResult.Failed failed -> refused(failed.message());
    };
  }

  private static OracleOutput of(Stream<? extends JsonNode> objects) {
    return new OracleOutput(objects.map(OracleOutput::sorted).toList(), "");
  }

  boolean sameAs(OracleOutput other) {
    return objects.equals(other.objects) && message.isEmpty() == other.message.isEmpty();
  }

  /** SHA-256 of the objects, or {@code refused}. */
  String digest() {
    if (!message.isEmpty()) {
      return "refused";
    }
    try {
      byte[] text = objects.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode mapping -> {
        TreeMap<String, JsonNode> members = new TreeMap<>();
        mapping.properties().forEach(each -> members.put(each.getKey(), sorted(each.getValue())));
        yield Nodes.FACTORY.objectNode().setAll(members);
      }
      case ArrayNode list -> {
        ArrayNode items = Nodes.FACTORY.arrayNode();
        list.forEach(item -> items.add(sorted(item)));
        yield items;
      }
      case NumericNode number -> Nodes.FACTORY.numberNode(number.decimalValue());
      default -> node;
    };
  }
}
