package io.rolloutoperator.benchmarks;

import java.io.IOException;

/** One set of figures. Takes a bounded time and leaves the world to be thrown away. */
interface Benchmark {
  /** Measures and tells the report. */
  void run(World world, Report report) throws IOException, InterruptedException;
}
