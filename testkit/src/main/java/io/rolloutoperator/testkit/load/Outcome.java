package io.rolloutoperator.testkit.load;

import java.time.Duration;

/**
 * One request as its client saw it.
 *
 * @param intended when it should have started, counted from the start of the run
 * @param latency from the intended start to the end of the answer, so that a client that was kept
 *     from starting counts the wait too
 * @param version what answered, or {@link LoadReport#NO_VERSION}
 * @param result the status code, or why there was none
 * @param failed whether a user would call it an error
 */
record Outcome(Duration intended, Duration latency, String version, String result, boolean failed) {

  static Outcome answered(Duration intended, Duration latency, String version, int code) {
    return new Outcome(
        intended, latency, version, Integer.toString(code), code < 200 || code > 399);
  }

  static Outcome unanswered(Duration intended, Duration latency, String why) {
    return new Outcome(intended, latency, LoadReport.NO_VERSION, why, true);
  }
}
