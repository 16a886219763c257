package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Quantities as they stand in JSON: strings, or bare numbers. */
final class Quantities {

  private Quantities() {}

  /** The quantity of the node; empty when it is none. */
  static Optional<Quantity> read(JsonNode node) {
    if (node.isTextual()) {
      return Quantity.parse(node.textValue());
    }
    return node.isNumber() ? Quantity.parse(GoJson.number(node)) : Optional.empty();
  }
}
