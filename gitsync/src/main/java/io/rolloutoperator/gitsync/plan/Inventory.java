package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The objects that a unit has made or may have made, each once, in order of their ids. */
public record Inventory(SortedSet<InventoryEntry> entries) {

  /** No object. */
  public static final Inventory EMPTY = new Inventory(new TreeSet<>());

  /** Copies the set. */
  public Inventory {
    entries = Collections.unmodifiableSortedSet(new TreeSet<>(entries));
  }

  /** How many objects. */
  public int size() {
    return entries.size();
  }

  /** All of both; of an object in both the other's version. */
  public Inventory union(Inventory other) {
    throw new UnsupportedOperationException("not yet");
  }

  /** The objects that are here and not there, whatever their versions. */
  public List<InventoryEntry> without(Inventory other) {
    throw new UnsupportedOperationException("not yet");
  }

  /** {@code [{"id": …, "v": …}]}. */
  public ArrayNode toJson() {
    throw new UnsupportedOperationException("not yet");
  }
}
