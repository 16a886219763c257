package io.rolloutoperator.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shares of ready pods: where no router splits the requests, that is how they are split. */
record PodShares(PodHistory pods) implements Measure {

  /**
   * Pods come and go at the begin of a step; it is measured at its end, and a pause lasts longer
   * than this.
   */
  private static final Duration SETTLED = Duration.ofSeconds(3);

  @Override
  public Line header() {
    return PodRow.header();
  }

  @Override
  public List<Line> rows(Release release, Instant now) {
    List<WeightChange> changes = release.changes();
    List<Line> rows = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      WeightChange change = changes.get(i);
      Instant end = i + 1 == changes.size() ? now : changes.get(i + 1).seen();
      Instant settled = end.minus(SETTLED);
      if (change.weight() > 0) {
        Instant from = settled.isBefore(change.seen()) ? change.seen() : settled;
        rows.add(row(release, change.weight(), pods.longest(from, end)));
      }
    }
    return rows;
  }

  @Override
  public Optional<Line> live(Release release, Instant now) {
    List<WeightChange> changes = release.changes();
    return changes.isEmpty() || changes.getLast().weight() == 0
        ? Optional.empty()
        : Optional.of(row(release, changes.getLast().weight(), pods.now()));
  }

  private static Line row(Release release, int weight, PodCounts counts) {
    return new PodRow(weight, release.version(), counts.of(release.hash()), counts.all()).line();
  }
}
