package io.rolloutoperator.testkit.junit;

import java.util.List;

/** An operator under test that was started. */
public interface RunningOperator extends AutoCloseable {
  /** Returns whether it runs. */
  boolean running();

  /** Returns all lines that it wrote so far. */
  List<String> logLines();

  /** Ends it. */
  @Override
  void close();
}
