package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A place in a tree whose value can be read and replaced. */
sealed interface Slot {

  /** The value that is there; a {@link MissingNode} if there is none yet. */
  JsonNode get();

  void set(JsonNode value);

  /** A mapping's member. */
  record Member(ObjectNode parent, String key) implements Slot {
    @Override
    public JsonNode get() {
      return parent.path(key);
    }

    @Override
    public void set(JsonNode value) {
      parent.set(key, value);
    }
  }

  /** An item of a list. */
  record Item(ArrayNode parent, int index) implements Slot {
    @Override
    public JsonNode get() {
      return parent.path(index);
    }

    @Override
    public void set(JsonNode value) {
      parent.set(index, value);
    }
  }

  /** A tree's root; it cannot be replaced. */
  record Root(JsonNode node) implements Slot {
    @Override
    public JsonNode get() {
      return node;
    }

    @Override
    public void set(JsonNode value) {
      throw new IllegalStateException("the root of an object cannot be replaced");
    }
  }
}
