package io.rolloutoperator.notify.template;

import java.util.List;

/** What a command of a pipeline is made of. */
sealed interface Operand {

  record Dot() implements Operand {}

  record NilLiteral() implements Operand {}

  record BoolLiteral(boolean value) implements Operand {}

  record TextLiteral(String value) implements Operand {}

  /**
   * A number.
   *
   * @param isFloat whether it is written as a float
   * @param isInteger whether it may stand for an integer
   */
  record NumberLiteral(
      String text, boolean isFloat, boolean isInteger, long integer, double decimal)
      implements Operand {}

  /** {@code .a.b}. */
  record Field(List<String> names) implements Operand {}

  /** {@code $x.a.b}; the name has its dollar. */
  record Variable(String name, List<String> names) implements Operand {}

  /** The name of a function. */
  record Name(String name) implements Operand {}

  /** {@code (x).a.b}. */
  record Chain(Operand base, List<String> names) implements Operand {}

  /** A pipeline in brackets. */
  record Bracket(Pipeline pipeline) implements Operand {}
}
