package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.api.gitsync.SecretName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values of a spec. What is wrong is noted, and something harmless returned: the unit
 * is not used then.
 */
final class SpecFields {

  private final SpecProblems problems;

  SpecFields(SpecProblems problems) {
    this.problems = problems;
  }

  SpecProblems problems() {
    return problems;
  }

  /** A text that must be there. */
  String required(String field, String text) {
    problems.require(!text.isEmpty(), field + ": required");
    return text;
  }

  /** The name of an object that must be given. */
  String objectName(String field, String name) {
    if (required(field, name).isEmpty() || ObjectNames.isSubdomain(name)) {
      return name;
    }
    problems.at(field, OneLine.quoted(name) + " is not the name of an object");
    return name;
  }

  /** A namespace, or the one that counts if none is given. */
  String namespace(String field, String name, String absent) {
    if (name.isEmpty()) {
      return absent;
    }
    problems.require(
        ObjectNames.isLabel(name),
        field + ": " + OneLine.quoted(name) + " is not the name of a namespace");
    return name;
  }

  /** The name of a Secret, if one is referred to. */
  Optional<String> secret(String field, @Nullable SecretName reference) {
    return Optional.ofNullable(reference)
        .map(present -> objectName(field + ".name", present.name()));
  }

  /**
   * A duration, or the default.
   *
   * @param range what is wrong with one that is too short or too long
   */
  Duration duration(
      String field, String text, Duration absent, Duration least, Duration most, String range) {
    if (text.isEmpty()) {
      return absent;
    }
    Optional<Duration> duration = SpecDuration.parse(text);
    if (duration.isEmpty()) {
      problems.at(field, OneLine.quoted(text) + " is not a duration such as 1m30s");
      return absent;
    }
    problems.require(
        duration.get().compareTo(least) >= 0 && duration.get().compareTo(most) <= 0, range);
    return duration.get();
  }

  /** A number, or the default. */
  int number(String field, @Nullable Integer number, int absent, int least, int most) {
    if (number == null) {
      return absent;
    }
    problems.require(
        number >= least && number <= most,
        field
            + ": must be "
            + (most == Integer.MAX_VALUE
                ? "at least " + least
                : "between " + least + " and " + most));
    return number;
  }

  /**
   * One of some texts, or the default.
   *
   * @param choices in the order they are told
   */
  <T> T choice(String field, String text, Map<String, T> choices, T absent) {
    if (text.isEmpty()) {
      return absent;
    }
    T chosen = choices.get(text);
    if (chosen == null) {
      problems.at(
          field, OneLine.quoted(text) + " is not one of " + String.join(", ", choices.keySet()));
      return absent;
    }
    return chosen;
  }

  /** A list with an end. */
  <T> List<T> limited(String field, List<T> list, int most) {
    problems.require(list.size() <= most, field + ": must have at most " + most + " entries");
    return list;
  }
}
