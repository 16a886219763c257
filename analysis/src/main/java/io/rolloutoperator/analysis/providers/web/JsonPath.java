package io.rolloutoperator.analysis.providers.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A path in kubectl's dialect of JSONPath, such as {@code {$.data.items[0].value}}: fields,
 * indexes, slices, unions, wildcards, recursive descent, filters.
 */
public final class JsonPath {

  /** Most values that a path may match. */
  static final int MOST_VALUES = 10_000;

  private final List<JsonPathStep> steps;

  private JsonPath(List<JsonPathStep> steps) {
    this.steps = steps;
  }

  /** A path that was read, or why not. */
  public sealed interface Parsed {
    record Read(JsonPath path) implements Parsed {}

    /** The text is no path. */
    record Invalid(String problem) implements Parsed {}
  }

  /** What a path finds. */
  public sealed interface Found {
    /** At least one value. */
    record Values(List<JsonNode> values) implements Found {}

    /** Nothing, or too much. */
    record Nothing(String problem) implements Found {}
  }

  /** Reads a path; absent is the whole document. */
  public static Parsed parse(String text) {
    try {
      return new Parsed.Read(new JsonPath(JsonPathParser.parse(text.isEmpty() ? "{$}" : text)));
    } catch (JsonPathFailure e) {
      return new Parsed.Invalid("could not parse jsonPath \"" + text + "\": " + e.text());
    }
  }

  /** Follows the path. */
  public Found find(JsonNode document) {
    try {
      List<JsonNode> values = follow(steps, document);
      return values.isEmpty()
          ? new Found.Nothing("jsonPath matched no value")
          : new Found.Values(values);
    } catch (TooManyValues e) {
      return new Found.Nothing("jsonPath matched more than " + MOST_VALUES + " values");
    } catch (JsonPathFailure e) {
      return new Found.Nothing("Could not find JSONPath in body: " + e.text());
    }
  }

  static List<JsonNode> follow(List<JsonPathStep> steps, JsonNode from) {
    List<JsonNode> values = List.of(from);
    for (JsonPathStep step : steps) {
      values = step.apply(values);
      if (values.size() > MOST_VALUES) {
        throw new TooManyValues();
      }
    }
    return values;
  }

  /** Leaves the parser or the search at the first error; it never leaves this package. */
  static class JsonPathFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JsonPathFailure(String message) {
      super(message, null, false, false);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }

  /** The search found too much. */
  static final class TooManyValues extends JsonPathFailure {
    private static final long serialVersionUID = 1L;

    TooManyValues() {
      super("too many values");
    }
  }
}
