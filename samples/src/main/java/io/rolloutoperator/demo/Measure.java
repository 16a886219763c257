package io.rolloutoperator.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the share of a new version is measured, and shown beside the wanted one. */
interface Measure {

  /** Titles above the rows. */
  Line header();

  /** One row for each step so far; the last one goes on until {@code now} if it is still there. */
  List<Line> rows(Release release, Instant now);

  /** The row of the current step, as it is right now; empty before there is anything to see. */
  Optional<Line> live(Release release, Instant now);
}
