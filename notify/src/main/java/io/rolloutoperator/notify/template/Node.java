package io.rolloutoperator.notify.template;

import java.util.List;
import java.util.Optional;

/** The syntax tree of a template. */
sealed interface Node {

  record Text(String text) implements Node {}

  /** Prints a value, or sets a variable. */
  record Action(Pipeline pipeline) implements Node {}

  record If(Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {}

  record With(Pipeline value, List<Node> then, List<Node> otherwise) implements Node {}

  record Range(Pipeline values, List<Node> body, List<Node> otherwise) implements Node {}

  /** {@code template "name" pipeline}. */
  record Use(String name, Optional<Pipeline> data) implements Node {}

  record Break() implements Node {}

  record Continue() implements Node {}
}
