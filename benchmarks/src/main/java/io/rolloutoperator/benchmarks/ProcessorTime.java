package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes have used of the processors, as Linux counts it. */
final class ProcessorTime {
  /** Positions in /proc/PID/stat behind the command's name. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;
  private static final double MS_PER_TICK = 10;

  private ProcessorTime() {}

  /** Returns the processor time of a process, in ms; it hardly depends on what else runs. */
  static double of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
        * MS_PER_TICK;
  }
}
