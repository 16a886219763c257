package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One object as Git wants it.
 *
 * @param object whole, with apiVersion, kind and metadata.name; keys in the order of the file
 */
public record Manifest(ObjectNode object, Origin origin) {

  /** Which object it is. */
  public ObjectId id() {
    return ObjectId.of(object);
  }
}
