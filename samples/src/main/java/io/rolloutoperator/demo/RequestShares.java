package io.rolloutoperator.demo;

import io.rolloutoperator.testkit.load.LoadGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Shares of the clients' requests: what the route asks for, and what the clients saw. */
record RequestShares(Timeline timeline, LoadGenerator load) implements Measure {

  /** A proxy needs a moment for a new weight; shares are measured after it. */
  private static final Duration SETTLE = Duration.ofMillis(500);

  @Override
  public Line header() {
    return RequestRow.header();
  }

  @Override
  public List<Line> rows(Release release, Instant now) {
    return requestRows(release, now).stream().map(RequestRow::line).toList();
  }

  @Override
  public Optional<Line> live(Release release, Instant now) {
    List<RequestRow> rows = requestRows(release, now);
    return rows.isEmpty() || rows.getLast().settled().requests() == 0
        ? Optional.empty()
        : Optional.of(rows.getLast().line());
  }

  private List<RequestRow> requestRows(Release release, Instant now) {
    List<WeightChange> changes = release.changes();
    List<RequestRow> rows = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).weight() > 0) {
        rows.add(row(release.version(), changes.get(i), end(changes, i, now)));
      }
    }
    return rows;
  }

  /**
   * After full promotion the route's weight is 0 again, and the stable Service is the new version.
   */
  private static Instant end(List<WeightChange> changes, int index, Instant now) {
    return index + 1 == changes.size() || changes.get(index).weight() == 100
        ? now
        : changes.get(index + 1).seen();
  }

  private RequestRow row(String version, WeightChange change, Instant end) {
    return new RequestRow(
        change.weight(),
        version,
        load.between(change.seen(), end),
        load.between(change.seen().plus(SETTLE), end),
        success(change.seen(), end));
  }

  private OptionalDouble success(Instant from, Instant to) {
    return timeline.measurementsSince(from).stream()
        .filter(m -> !m.seen().isAfter(to.plus(SETTLE)))
        .map(Measured::number)
        .filter(OptionalDouble::isPresent)
        .reduce((first, second) -> second)
        .orElse(OptionalDouble.empty());
  }
}
