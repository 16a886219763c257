package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.ByteSize;
import io.rolloutoperator.gitsync.manifest.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Sets images in a {@code kustomization.yaml}. What {@code images} means afterwards is what {@code
 * kustomize edit set image} makes of it: entries replaced by name, the list sorted by name. Unlike
 * that command it keeps every byte outside of {@code images}, and within it the entries that are
 * not set.
 */
public final class YamlLineEdit {

  /** Smaller windows make the engine copy a long comment or scalar again and again. */
  private static final int LEAST_WINDOW = 1_024;

  private final YamlLimits limits;

  /**
   * Edits nothing yet.
   *
   * @param limits that the file is rendered within; one that is larger before or after is no use
   */
  public YamlLineEdit(YamlLimits limits) {
    this.limits = limits;
  }

  /**
   * The text with these images set; the same text if they are set already.
   *
   * @param file named in messages
   * @throws BuildException if the file is no YAML, is or becomes too large, or cannot be edited
   *     without touching the rest
   */
  public String setImages(String file, String text, List<ImageEntry> images) {
    try {
      Map<String, Object> before = parsed(file, text);
      Map<String, Object> wanted = new LinkedHashMap<>(before);
      wanted.put("images", images(before, images));
      if (wanted.equals(before)) {
        return text;
      }
      String edited = new ImagesBlock(text, settings(text)).with(images);
      if (!parsed(file, edited).equals(wanted)) {
        throw notEditable(file);
      }
      return edited;
    } catch (YamlEngineException | StackOverflowError e) {
      throw notEditable(file);
    }
  }

  private static BuildException notEditable(String file) {
    return BuildException.in(file, "images cannot be set without changing the rest of the file");
  }

  private Map<String, Object> parsed(String file, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > limits.bytes()) {
      throw BuildException.in(file, "file larger than " + ByteSize.text(limits.bytes()));
    }
    Object root = new Load(settings(text)).loadFromString(text);
    if (root == null) {
      return Map.of();
    }
    return asMap(root).orElseThrow(() -> BuildException.in(file, "is not a kustomization"));
  }

  private LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setCodePointLimit(limits.bytes())
        .setBufferSize(Math.max(LEAST_WINDOW, text.length()))
        .setMaxAliasesForCollections(limits.aliases())
        .setAllowDuplicateKeys(false)
        .build();
  }

  /** As the command does: of two entries with one name the first counts. */
  private static List<Object> images(Map<String, Object> before, List<ImageEntry> images) {
    Map<String, Object> byName = new TreeMap<>();
    if (before.get("images") instanceof List<?> present) {
      present.stream()
          .map(entry -> asMap(entry).orElse(Map.of()))
          .forEach(entry -> byName.putIfAbsent(Objects.toString(entry.get("name"), ""), entry));
    }
    images.forEach(image -> byName.put(image.name(), image.fields()));
    return new ArrayList<>(byName.values());
  }

  private static Optional<Map<String, Object>> asMap(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, child) -> copy.put(String.valueOf(key), child));
    return Optional.of(copy);
  }
}
