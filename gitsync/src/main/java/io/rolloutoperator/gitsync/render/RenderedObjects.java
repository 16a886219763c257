package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.Manifest;
import java.util.List;

/**
 * What an engine makes of a folder.
 *
 * @param notes for people: what was skipped that might have been meant
 */
public record RenderedObjects(List<Manifest> manifests, List<String> notes) {

  /** Copies the lists. */
  public RenderedObjects {
    manifests = List.copyOf(manifests);
    notes = List.copyOf(notes);
  }
}
