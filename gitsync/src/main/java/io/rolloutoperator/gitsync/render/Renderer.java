package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;

/** Makes objects of a folder; throws nothing for bad files. */
public interface Renderer {

  /**
   * Renders one folder.
   *
   * @param revision named in messages
   * @param path of the folder, {@code .} for the root
   */
  RenderResult render(CommitTree tree, Revision revision, String path, Rendering rendering);
}
