package io.rolloutoperator.analysis.core;

import java.util.function.Function;

/**
 * Something that user input either gives or does not give.
 *
 * @param <T> what is given
 */
public sealed interface Resolution<T> {

  /** The input gives a value. */
  record Resolved<T>(T value) implements Resolution<T> {}

  /**
   * The input is at fault.
   *
   * @param problem one line for the author of the input
   */
  record Unresolved<T>(String problem) implements Resolution<T> {}

  static <T> Resolution<T> of(T value) {
    return new Resolved<>(value);
  }

  static <T> Resolution<T> problem(String problem) {
    return new Unresolved<>(problem);
  }

  /** Goes on with the value, or keeps the problem. */
  default <R> Resolution<R> then(Function<? super T, Resolution<R>> next) {
    return switch (this) {
      case Resolved<T>(T value) -> next.apply(value);
      case Unresolved<T>(String problem) -> new Unresolved<>(problem);
    };
  }

  /** Changes the value, or keeps the problem. */
  default <R> Resolution<R> map(Function<? super T, R> change) {
    return then(value -> new Resolved<>(change.apply(value)));
  }
}
