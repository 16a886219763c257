package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JSON tree as it looks after Go has read it into a type of a {@link GoTypes table} and written
 * it again: members in the type's order, zero values left out where Go leaves them out, values in
 * Go's form.
 */
final class GoValue {

  /** What the result is for. */
  enum Purpose {
    /**
     * Byte for byte what Go writes: fields the table does not know are dropped, values of a wrong
     * type are zero.
     */
    HASH,
    /**
     * Equal trees for equal meaning: quantities as plain numbers rounded up to milli; unknown
     * fields and values of a wrong type are kept as they are.
     */
    COMPARE
  }

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");

  private final GoTypes types;
  private final Purpose purpose;

  GoValue(GoTypes types, Purpose purpose) {
    this.types = types;
    this.purpose = purpose;
  }

  /**
   * The tree read as the kind and written again; {@code null} for what Go writes as {@code null}.
   */
  JsonNode of(GoKind kind, JsonNode given) {
    return switch (kind) {
      case GoKind.Scalar scalar -> scalar(scalar, given);
      case GoKind.Pointer(GoKind to) -> isAbsent(given) ? NullNode.instance : of(to, given);
      case GoKind.ListOf(GoKind item) -> list(item, given);
      case GoKind.MapOf(GoKind value) -> map(value, given);
      case GoKind.Struct struct -> struct(struct, given);
    };
  }

  private JsonNode struct(GoKind.Struct struct, JsonNode given) {
    if (!given.isObject() && !isAbsent(given)) {
      return mismatch(given, NODES.objectNode());
    }
    ObjectNode written = NODES.objectNode();
    for (GoTypes.Field field : types.fields(struct)) {
      JsonNode value = of(field.kind(), given.path(field.name()));
      if (field.always() || !isZero(field.kind(), value)) {
        written.set(field.name(), value);
      }
    }
    if (purpose == Purpose.COMPARE) {
      addUnknown(given, struct, written);
    }
    return written;
  }

  private void addUnknown(JsonNode given, GoKind.Struct struct, ObjectNode written) {
    given.properties().stream()
        .filter(
            member ->
                types.fields(struct).stream().noneMatch(f -> f.name().equals(member.getKey())))
        .filter(member -> !isAbsent(member.getValue()) && !isEmptyList(member.getValue()))
        .forEach(member -> written.set(member.getKey(), raw(member.getValue())));
  }

  private static boolean isEmptyList(JsonNode node) {
    return node.isArray() && node.isEmpty();
  }

  private JsonNode list(GoKind item, JsonNode given) {
    if (!given.isArray()) {
      return isAbsent(given) ? NullNode.instance : mismatch(given, NullNode.instance);
    }
    if (given.isEmpty() && purpose == Purpose.COMPARE) {
      return NullNode.instance;
    }
    ArrayNode written = NODES.arrayNode(given.size());
    given.forEach(each -> written.add(of(item, each)));
    return written;
  }

  private JsonNode map(GoKind value, JsonNode given) {
    if (!given.isObject()) {
      return isAbsent(given) ? NullNode.instance : mismatch(given, NullNode.instance);
    }
    ObjectNode written = NODES.objectNode();
    sorted(given).forEach((key, each) -> written.set(key, of(value, each)));
    return written;
  }

  private JsonNode scalar(GoKind.Scalar kind, JsonNode given) {
    return switch (kind) {
      case STRING -> given.isTextual() ? given : mismatch(given, TextNode.valueOf(""));
      case BOOL -> given.isBoolean() ? given : mismatch(given, BooleanNode.FALSE);
      case INT32 -> integer(given, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> integer(given, Long.MIN_VALUE, Long.MAX_VALUE);
      case QUANTITY -> quantity(given);
      case INT_OR_STRING ->
          given.isTextual() ? given : integer(given, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case TIME -> time(given);
      case RAW -> isAbsent(given) ? NullNode.instance : raw(given);
    };
  }

  private JsonNode integer(JsonNode given, long least, long most) {
    boolean whole =
        given.isNumber() && given.canConvertToExactIntegral() && given.canConvertToLong();
    return whole && given.longValue() >= least && given.longValue() <= most
        ? LongNode.valueOf(given.longValue())
        : mismatch(given, LongNode.valueOf(0));
  }

  /** A quantity that cannot be read counts as zero. */
  private JsonNode quantity(JsonNode given) {
    Optional<Quantity> quantity = Quantities.read(given);
    return switch (purpose) {
      case HASH -> TextNode.valueOf(quantity.map(Quantity::text).orElse("0"));
      case COMPARE ->
          TextNode.valueOf(
              quantity.map(q -> q.roundedUpToMilli().stripTrailingZeros().toString()).orElse("0"));
    };
  }

  private JsonNode time(JsonNode given) {
    try {
      return given.isTextual()
          ? TextNode.valueOf(
              SECONDS.format(
                  OffsetDateTime.parse(given.textValue())
                      .withOffsetSameInstant(ZoneOffset.UTC)
                      .truncatedTo(ChronoUnit.SECONDS)))
          : mismatch(given, NullNode.instance);
    } catch (DateTimeException e) {
      return mismatch(given, NullNode.instance);
    }
  }

  /** Any JSON with sorted keys; numbers in one representation, so that equal ones compare equal. */
  private static JsonNode raw(JsonNode given) {
    if (given.isObject()) {
      ObjectNode written = NODES.objectNode();
      sorted(given).forEach((key, value) -> written.set(key, raw(value)));
      return written;
    }
    if (given.isArray()) {
      ArrayNode written = NODES.arrayNode(given.size());
      given.forEach(each -> written.add(raw(each)));
      return written;
    }
    if (given.isNumber()) {
      boolean whole = given.canConvertToExactIntegral() && given.canConvertToLong();
      return whole ? LongNode.valueOf(given.longValue()) : NODES.numberNode(given.doubleValue());
    }
    return given;
  }

  private JsonNode mismatch(JsonNode given, JsonNode zero) {
    return switch (purpose) {
      case HASH -> zero;
      case COMPARE -> isAbsent(given) ? zero : raw(given);
    };
  }

  private boolean isZero(GoKind kind, JsonNode written) {
    return switch (kind) {
      case GoKind.Scalar scalar ->
          switch (scalar) {
            case STRING -> written.isTextual() && written.textValue().isEmpty();
            case BOOL -> written.isBoolean() && !written.booleanValue();
            case INT32, INT64 -> written.isIntegralNumber() && written.longValue() == 0;
            case QUANTITY, INT_OR_STRING -> false;
            case TIME, RAW -> written.isNull();
          };
      case GoKind.Pointer pointer -> written.isNull();
      case GoKind.ListOf list -> written.isNull() || (written.isArray() && written.isEmpty());
      case GoKind.MapOf map -> written.isNull() || (written.isObject() && written.isEmpty());
      case GoKind.Struct struct -> false;
    };
  }

  private static Map<String, JsonNode> sorted(JsonNode object) {
    Map<String, JsonNode> members = new TreeMap<>(GoValue::byUtf8);
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  /** Go orders keys by their UTF-8 bytes, which is the order of code points. */
  private static int byUtf8(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return Arrays.compare(left, right);
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }
}
