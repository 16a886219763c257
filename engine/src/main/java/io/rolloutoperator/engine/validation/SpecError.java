package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.Decoded;
import java.util.List;

/**
 * One reason why a Rollout is invalid. The texts are part of the API: they stand in the condition
 * InvalidSpec and in the output of lint.
 */
public sealed interface SpecError {

  /**
   * Path and problem in one line, such as {@code spec.minReadySeconds: Invalid value: -1: must be
   * …}.
   */
  String detail();

  /** The message of the condition InvalidSpec. */
  default String message(String rolloutName) {
    return "The Rollout \"%s\" is invalid: %s".formatted(rolloutName, detail());
  }

  /**
   * A field has a value that is not allowed.
   *
   * @param value as {@link ShownValue} prints it
   */
  record Invalid(String path, String value, String text) implements SpecError {
    @Override
    public String detail() {
      return path + ": Invalid value: " + value + ": " + text;
    }
  }

  /**
   * A field is missing.
   *
   * @param text the reason; may be empty
   */
  record Required(String path, String text) implements SpecError {
    @Override
    public String detail() {
      return path + ": Required value" + (text.isEmpty() ? "" : ": " + text);
    }
  }

  /** Fields contradict each other in a way that leaves nothing to do. */
  record Internal(String path, String text) implements SpecError {
    @Override
    public String detail() {
      return path + ": Internal error: " + text;
    }
  }

  /** A value that must be unique stands twice. */
  record Duplicate(String path, String value) implements SpecError {
    @Override
    public String detail() {
      return path + ": Duplicate value: " + value;
    }
  }

  /** A value is not one of a closed set. */
  record Unsupported(String path, String value, List<String> supported) implements SpecError {
    public Unsupported {
      supported = List.copyOf(supported);
    }

    @Override
    public String detail() {
      List<String> quoted = supported.stream().map(ShownValue::of).toList();
      return path
          + ": Unsupported value: "
          + value
          + ": supported values: "
          + String.join(", ", quoted);
    }
  }

  /** A list is too long. */
  record TooMany(String path, int actual, int most) implements SpecError {
    @Override
    public String detail() {
      return "%s: Too many: %d: must have at most %d items".formatted(path, actual, most);
    }
  }

  /** A reason that belongs to no field; shown without path. */
  record General(String text) implements SpecError {
    @Override
    public String detail() {
      return text;
    }
  }

  /** A field whose type is wrong, such as a text where a list is expected. */
  static SpecError malformed(Decoded.Malformed<?> malformed) {
    return new General(malformed.message());
  }
}
