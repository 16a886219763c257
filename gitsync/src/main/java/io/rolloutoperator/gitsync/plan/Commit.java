package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.source.Revision;
import java.util.List;

/**
 * A verified commit that was rendered without error.
 *
 * @param state that it stands for, as the present spec renders it
 * @param manifests all objects of the unit with their final namespaces, no two with the same id,
 *     without status and server-set metadata
 * @param notes on what the rendering left out, one line each
 * @param historyRewritten whether the commit that was last applied whole, or the first one that was
 *     applied at all until there is one, is no ancestor of this one
 */
public record Commit(
    DesiredState state, List<Manifest> manifests, List<String> notes, boolean historyRewritten) {

  /** Copies the lists. */
  public Commit {
    manifests = List.copyOf(manifests);
    notes = List.copyOf(notes);
  }

  /** The commit itself, whatever is made of it. */
  public Revision revision() {
    return state.revision();
  }
}
