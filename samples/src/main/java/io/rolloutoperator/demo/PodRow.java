package io.rolloutoperator.demo;

/**
 * One step of a release whose traffic is split by pods.
 *
 * @param weight per cent that is asked for the new version
 * @param version the new version
 * @param ready ready pods of the new version
 * @param all ready pods of all versions
 */
record PodRow(int weight, String version, int ready, int all) {

  static Line header() {
    return Line.EMPTY.dim(
        "   %7s  %8s  %-25s   %s".formatted("wanted", "measured", "", "ready pods"));
  }

  Line line() {
    double share = all == 0 ? 0 : 100.0 * ready / all;
    Line shares =
        Line.of("   ").text("%5d %%  ".formatted(weight)).bold("%6.1f %%  ".formatted(share));
    return ShareBar.appended(shares, share)
        .text("   %d of %d run %s".formatted(ready, all, version));
  }
}
