package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.source.Revision;

/**
 * What the objects of a unit shall be: a commit as one spec renders it. Another path or patch of
 * the same commit is another one.
 *
 * @param digest of the rendering, see {@link RenderDigest}; empty if it was not recorded
 */
public record DesiredState(Revision revision, String digest) {

  /** Whether both are the same commit and, as far as is known, the same rendering. */
  public boolean matches(DesiredState other) {
    boolean sameDigest = digest.equals(other.digest) || digest.isEmpty() || other.digest.isEmpty();
    return revision.equals(other.revision) && sameDigest;
  }

  /** Whether both are known to be the same objects, be it of two commits. */
  boolean rendersAs(DesiredState other) {
    return !digest.isEmpty() && digest.equals(other.digest);
  }
}
