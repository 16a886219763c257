package io.rolloutoperator.benchmarks;

import io.rolloutoperator.testkit.cluster.Recorded;
import java.io.IOException;

/** One set of figures. Takes a bounded time and leaves the world to be thrown away. */
interface Benchmark {
  /** Which bodies the audit log of its cluster keeps. */
  default Recorded recorded() {
    return Recorded.OPERATORS;
  }

  /** Measures and tells the report. */
  void run(World world, Report report) throws IOException, InterruptedException;
}
