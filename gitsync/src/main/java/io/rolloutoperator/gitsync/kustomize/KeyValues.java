package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.render.UnitTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The data of a generated object: {@code envs}, {@code literals} and {@code files}. Messages name
 * keys and files, never a value.
 */
final class KeyValues {

  private final KustomizationFile file;
  private final UnitTree tree;
  private final Map<String, byte[]> values = new TreeMap<>();

  KeyValues(KustomizationFile file, UnitTree tree) {
    this.file = file;
    this.tree = tree;
  }

  /**
   * All values by key.
   *
   * @throws BuildException if a source cannot be read, or a key comes twice
   */
  Map<String, byte[]> of(ObjectNode arguments) {
    for (String path : KustomizationFile.texts(arguments.path("envs"))) {
      environment(arguments, path);
    }
    String old = KustomizationFile.text(arguments, "env");
    if (!old.isEmpty()) {
      environment(arguments, old);
    }
    KustomizationFile.texts(arguments.path("literals")).forEach(l -> literal(arguments, l));
    KustomizationFile.texts(arguments.path("files")).forEach(s -> fileSource(arguments, s));
    return values;
  }

  private void put(ObjectNode arguments, String key, byte[] value) {
    if (values.putIfAbsent(key, value) != null) {
      throw file.failure(arguments, "key \"" + key + "\" comes twice");
    }
  }

  private void literal(ObjectNode arguments, String literal) {
    int equals = literal.indexOf('=');
    if (equals < 1) {
      throw file.failure(arguments, "a literal must read key=value");
    }
    String value = unquoted(literal.substring(equals + 1));
    put(arguments, literal.substring(0, equals), value.getBytes(StandardCharsets.UTF_8));
  }

  private static String unquoted(String text) {
    int last = text.length() - 1;
    boolean quoted =
        last > 0
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(0) == text.charAt(last);
    return quoted ? text.substring(1, last) : text;
  }

  private void fileSource(ObjectNode arguments, String source) {
    int equals = source.indexOf('=');
    if (equals < 0) {
      put(arguments, source.substring(source.lastIndexOf('/') + 1), read(arguments, source));
      return;
    }
    String path = source.substring(equals + 1);
    if (equals == 0 || path.isEmpty() || path.contains("=")) {
      throw file.failure(arguments, "file source \"" + source + "\" must read path or key=path");
    }
    put(arguments, source.substring(0, equals), read(arguments, path));
  }

  private void environment(ObjectNode arguments, String path) {
    String text =
        Utf8Text.decode(read(arguments, path))
            .orElseThrow(() -> BuildException.in(path, "not valid UTF-8"));
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line =
          i == 0 && lines.get(i).startsWith("\uFEFF") ? lines.get(i).substring(1) : lines.get(i);
      line = line.stripLeading();
      if (!line.isEmpty() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? line : line.substring(0, equals);
        String value = equals < 0 ? "" : line.substring(equals + 1);
        if (!key.isEmpty()) {
          put(arguments, key, value.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private byte[] read(ObjectNode arguments, String path) {
    return file.readBelow(tree, arguments, path);
  }
}
