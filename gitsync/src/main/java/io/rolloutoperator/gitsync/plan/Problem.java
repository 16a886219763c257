package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.manifest.Origin;
import java.util.Optional;

/**
 * What is wrong with one object, so that it was not written.
 *
 * @param origin where it is written in Git, if it is there
 * @param message one line for people that names the object
 */
public record Problem(ObjectId object, Optional<Origin> origin, SyncReason reason, String message) {

  private static final ObjectId INVENTORY = new ObjectId("", "inventory", "", "");

  /** A problem with what an action is about. */
  public static Problem with(SyncAction action, SyncReason reason, String message) {
    return switch (action) {
      case SyncAction.Apply apply -> with(apply.desired(), reason, message);
      case SyncAction.Recreate anew -> with(anew.desired(), reason, message);
      case SyncAction.Delete delete ->
          new Problem(delete.entry().id(), Optional.empty(), reason, message);
      case SyncAction.Adopt adopt -> new Problem(adopt.object(), Optional.empty(), reason, message);
      case SyncAction.CreateNamespace(var namespace) ->
          new Problem(ObjectId.of(namespace), Optional.empty(), reason, message);
      case SyncAction.WriteInventory _ -> new Problem(INVENTORY, Optional.empty(), reason, message);
    };
  }

  private static Problem with(Manifest manifest, SyncReason reason, String message) {
    return new Problem(manifest.id(), Optional.of(manifest.origin()), reason, message);
  }
}
