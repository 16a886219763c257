package io.rolloutoperator.gitsync.plan;

/** Other units that must be ready first. */
public final class Dependencies {
  private Dependencies() {}
}
