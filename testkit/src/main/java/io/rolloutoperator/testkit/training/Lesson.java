package io.rolloutoperator.testkit.training;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Work that the operator is seen doing, so that what it loads for that is written down. */
interface Lesson {
  /** Stores what users would apply, before the operator starts. */
  void prepare() throws IOException;

  /**
   * Goes on as users would, step by step, to the end.
   *
   * @param alive false ends the wait: the operator is gone
   * @throws IllegalStateException when the work does not come to its end
   */
  void run(BooleanSupplier alive) throws IOException, InterruptedException;
}
