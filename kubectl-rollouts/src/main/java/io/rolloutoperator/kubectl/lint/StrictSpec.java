package io.rolloutoperator.kubectl.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.schema.FieldFault;
import io.rolloutoperator.api.schema.FieldFaults;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the spec of an object and tells every field that is unknown or of a wrong type. */
final class StrictSpec {

  /** After that many wrong types nobody reads more. */
  private static final int MOST = 20;

  private StrictSpec() {}

  /** The spec as a record; empty if a field has a wrong type. */
  static <T extends Record> Optional<T> read(
      SourceObject object, Class<T> type, Consumer<Finding> findings) {
    JsonNode spec = object.tree().path("spec");
    List<FieldFault> faults = FieldFaults.of(spec, type, "spec");
    faults.forEach(fault -> findings.accept(finding(object, fault)));
    Optional<T> decoded = decoded(object, spec, type, findings);
    boolean typed = faults.stream().noneMatch(FieldFault.WrongType.class::isInstance);
    return decoded.filter(_ -> typed);
  }

  static Finding finding(SourceObject object, FieldFault fault) {
    return switch (fault) {
      case FieldFault.Unknown(String path) ->
          object.error(path, Finding.unknownField(lastName(path)));
      case FieldFault.WrongType(String path, String problem) -> object.error(path, problem);
    };
  }

  /** Keys may have dots, but no field of the API does. */
  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Once a wrong field is told it is left out, so that the next one shows. */
  private static <T extends Record> Optional<T> decoded(
      SourceObject object, JsonNode spec, Class<T> type, Consumer<Finding> findings) {
    JsonNode left = spec.deepCopy();
    for (int told = 0; told < MOST; told++) {
      switch (Decoder.spec(left, type)) {
        case Decoded.Valid<T>(T valid) -> {
          return told == 0 ? Optional.of(valid) : Optional.empty();
        }
        case Decoded.Malformed<T>(String path, String problem) -> {
          findings.accept(object.error(path, problem));
          if (!remove(left, path)) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Leaves a field out; an element of a list stays, since the others would get other numbers. */
  private static boolean remove(JsonNode spec, String path) {
    JsonNode node = spec;
    List<String> parts = List.of(path.replace("]", "").split("[.\\[]", -1));
    for (String part : parts.subList(1, Math.max(1, parts.size() - 1))) {
      node = node.isArray() ? node.path(Integer.parseInt(part)) : node.path(part);
    }
    return parts.size() > 1
        && node instanceof ObjectNode object
        && object.remove(parts.getLast()) != null;
  }
}
