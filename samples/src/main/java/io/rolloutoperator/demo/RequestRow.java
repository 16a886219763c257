package io.rolloutoperator.demo;

import io.rolloutoperator.testkit.load.LoadReport;
import java.util.OptionalDouble;

/**
 * One traffic step of a release: what was wanted, and what clients saw of it.
 *
 * @param weight per cent of the requests that the route gives the new version
 * @param version the new version
 * @param seen all requests from the time the weight was seen at the API until the next change
 * @param settled the same without the first moments, in which the proxy takes the weight over: for
 *     the share
 * @param success the analysis' last measured success rate, 0 to 1, if there was one
 */
record RequestRow(
    int weight, String version, LoadReport seen, LoadReport settled, OptionalDouble success) {

  static Line header() {
    return Line.EMPTY.dim(
        "   %7s  %8s  %-25s  %9s  %7s   %s"
            .formatted(
                "wanted", "measured", "", "requests", "failed", "analysis of the new version"));
  }

  Line line() {
    double share = settled.share(version);
    long failed = seen.failed();
    Line shares =
        Line.of("   ").text("%5d %%  ".formatted(weight)).bold("%6.1f %%  ".formatted(share));
    return ShareBar.appended(shares, share)
        .text("  %,9d  ".formatted(seen.requests()))
        .with("%,7d   ".formatted(failed), failed == 0 ? Style.NORMAL : Style.BAD)
        .with(verdict(), success.orElse(1) >= 0.95 ? Style.GOOD : Style.BAD);
  }

  private String verdict() {
    return success.isPresent() ? "%.1f %% succeed".formatted(100 * success.getAsDouble()) : "";
  }
}
