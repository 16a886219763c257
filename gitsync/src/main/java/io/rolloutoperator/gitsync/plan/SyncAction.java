package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.Optional;

/**
 * One write that a plan wants: desired values, never differences, so that repeating it after a
 * crash is harmless.
 */
public sealed interface SyncAction {

  /** The action in a few words for logs and golden files: verb, object, desired value. */
  String describe();

  /** Stores what the unit has in the cluster, and what is about to be applied. */
  record WriteInventory(Inventory inventory, DesiredState state) implements SyncAction {
    @Override
    public String describe() {
      return "write inventory of %d objects for %s"
          .formatted(inventory.size(), state.revision().shortText());
    }
  }

  /** Creates the destination's namespace unless it exists. It is no part of the inventory. */
  record CreateNamespace(ObjectNode namespace) implements SyncAction {
    @Override
    public String describe() {
      return "create " + ObjectId.of(namespace);
    }
  }

  /**
   * Takes fields over from tools that wrote the object before, so that Git can remove them.
   *
   * @param apiVersion for the request
   * @param patch JSON patch, first of all a test of the resourceVersion
   */
  record Adopt(ObjectId object, String apiVersion, ArrayNode patch) implements SyncAction {
    @Override
    public String describe() {
      return "adopt " + object;
    }
  }

  /**
   * Server-side apply with {@code force=true}.
   *
   * @param desired marked and merged
   * @param resourceVersion to send along; on 409 everything is read and planned again
   * @param desiredHash for {@link AppliedState#of}
   */
  record Apply(Manifest desired, Optional<String> resourceVersion, String desiredHash)
      implements SyncAction {
    @Override
    public String describe() {
      return "apply " + desired.id() + resourceVersion.map(v -> " at " + v).orElse("");
    }
  }

  /**
   * Makes an object anew because a field cannot be changed: first a dry-run create under a
   * temporary name, then delete with this UID, then create. An object that the API server would not
   * create is not deleted.
   */
  record Recreate(Manifest desired, String uid, String desiredHash) implements SyncAction {
    @Override
    public String describe() {
      return "recreate " + desired.id() + " of uid " + uid;
    }
  }

  /** Deletes in the background, if UID and resourceVersion are still these. */
  record Delete(InventoryEntry entry, String uid, String resourceVersion) implements SyncAction {
    @Override
    public String describe() {
      return "delete %s of uid %s at %s".formatted(entry.id(), uid, resourceVersion);
    }
  }
}
