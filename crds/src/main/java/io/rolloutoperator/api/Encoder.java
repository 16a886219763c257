package io.rolloutoperator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes records as trees, in the order of their components and as the API's reference client
 * writes them: absent components, empty lists and maps, and numbers, truth values and texts that
 * mean "absent" are left out unless the API demands them. Times are RFC 3339 in UTC with seconds.
 * An empty record that is present is {@code {}}.
 */
public final class Encoder {

  private Encoder() {}

  /** The tree of {@code value}, a new one that shares nothing with it. */
  public static ObjectNode encode(Record value) {
    return WireMapper.MAPPER.valueToTree(value);
  }
}
