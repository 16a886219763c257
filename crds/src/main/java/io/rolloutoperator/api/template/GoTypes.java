package io.rolloutoperator.api.template;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table of Go struct types: which fields each has, in the order in which Go's {@code
 * encoding/json} writes them.
 *
 * <p>One type per line: {@code Type: field=kind field=kind! …}, where {@code !} marks fields that
 * are written even when they have their zero value. Lines starting with {@code #} are comments. A
 * kind is a scalar's word, the name of a struct of the table, or one of these with {@code *}
 * (pointer), {@code []} (list) or <code>{}</code> (map) before it.
 */
final class GoTypes {

  /**
   * The types reachable from Kubernetes' PodTemplateSpec; written by the Go program beside the
   * sources.
   */
  static final GoTypes POD_TEMPLATE = resource("podtemplate-types.txt");

  /** The types reachable from a canary step. */
  static final GoTypes CANARY_STEP = resource("canarystep-types.txt");

  /**
   * A field of a struct.
   *
   * @param always written even when it has its zero value
   */
  record Field(String name, GoKind kind, boolean always) {}

  private final Map<String, List<Field>> structs;

  private GoTypes(Map<String, List<Field>> structs) {
    this.structs = Map.copyOf(structs);
  }

  /** The fields of the struct so named, in the order in which they are written. */
  List<Field> fields(GoKind.Struct struct) {
    List<Field> fields = structs.get(struct.name());
    if (fields == null) {
      throw new IllegalArgumentException("no type " + struct.name() + " in the table");
    }
    return fields;
  }

  /** Reads a table; every struct that a field names must be in it. */
  static GoTypes parse(List<String> lines) {
    Map<String, List<Field>> structs = new HashMap<>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int colon = line.indexOf(':');
        structs.put(line.substring(0, colon), fields(line.substring(colon + 1).strip()));
      }
    }
    GoTypes types = new GoTypes(structs);
    structs.values().forEach(all -> all.forEach(field -> types.requireKnown(field.kind())));
    return types;
  }

  private static List<Field> fields(String text) {
    List<Field> fields = new ArrayList<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
      int equals = word.indexOf('=');
      boolean always = word.endsWith("!");
      String kind = word.substring(equals + 1, word.length() - (always ? 1 : 0));
      fields.add(new Field(word.substring(0, equals), kind(kind), always));
    }
    return List.copyOf(fields);
  }

  private static GoKind kind(String text) {
    if (text.startsWith("*")) {
      return new GoKind.Pointer(kind(text.substring(1)));
    }
    if (text.startsWith("[]")) {
      return new GoKind.ListOf(kind(text.substring(2)));
    }
    if (text.startsWith("{}")) {
      return new GoKind.MapOf(kind(text.substring(2)));
    }
    return Arrays.stream(GoKind.Scalar.values())
        .filter(scalar -> scalar.word().equals(text))
        .<GoKind>map(scalar -> scalar)
        .findFirst()
        .orElseGet(() -> new GoKind.Struct(text));
  }

  private void requireKnown(GoKind kind) {
    switch (kind) {
      case GoKind.Scalar scalar -> {}
      case GoKind.Pointer(GoKind to) -> requireKnown(to);
      case GoKind.ListOf(GoKind item) -> requireKnown(item);
      case GoKind.MapOf(GoKind value) -> requireKnown(value);
      case GoKind.Struct struct -> fields(struct);
    }
  }

  private static GoTypes resource(String name) {
    try (InputStream in = Objects.requireNonNull(GoTypes.class.getResourceAsStream(name), name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + " cannot be read", e);
    }
  }
}
