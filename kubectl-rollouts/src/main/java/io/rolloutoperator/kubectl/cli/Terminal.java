package io.rolloutoperator.kubectl.cli;

/**
 * What standard output is.
 *
 * @param interactive a terminal, not a pipe or a file
 * @param columns its width, at least 20; of a pipe as wide as it takes
 * @param rows its height, at least 5
 */
public record Terminal(boolean interactive, int columns, int rows) {

  /** A pipe or a file: nothing is cut. */
  public static final Terminal NONE = new Terminal(false, 1_000, Integer.MAX_VALUE);

  private static final int LEAST_COLUMNS = 20;
  private static final int LEAST_ROWS = 5;

  public Terminal {
    columns = Math.max(columns, LEAST_COLUMNS);
    rows = Math.max(rows, LEAST_ROWS);
  }
}
