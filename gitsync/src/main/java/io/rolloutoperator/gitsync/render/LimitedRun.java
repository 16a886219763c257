package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs of a kustomize binary, each of which ends with all that it started. The one class that
 * starts processes.
 *
 * @param program absolute path of it
 */
record LimitedRun(Path program, Limits limits) {

  /**
   * How much a run may use.
   *
   * @param output bytes of standard output
   * @param memory bytes that are resident
   */
  record Limits(Duration time, int output, long memory) {}

  private static final int WORDS = 64 << 10;
  private static final int POLL_MILLIS = 20;
  private static final Duration LAST_BYTES = Duration.ofSeconds(10);
  private static final String RESIDENT = "VmRSS:";
  private static final String KIB = "kB";

  /**
   * One processor, and memory that is given back before the limit. What would be fetched in spite
   * of all checks ends at a proxy that is not there.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GOMAXPROCS", "1",
          "GOMEMLIMIT", "192MiB",
          "HTTP_PROXY", "http://127.0.0.1:1",
          "HTTPS_PROXY", "http://127.0.0.1:1");

  /**
   * How it ended.
   *
   * @param words standard error, its beginning
   */
  record Finished(int status, ProcessOutput output, ProcessOutput words) {}

  /**
   * Runs it to its end, or to a limit's.
   *
   * @throws BuildException if it goes beyond a limit
   */
  Finished run(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    Process process = builder.start();
    ProcessOutput output = new ProcessOutput(process.getInputStream(), limits.output());
    ProcessOutput words = new ProcessOutput(process.getErrorStream(), WORDS);
    List<Thread> readers = Stream.of(output, words).map(Thread::startVirtualThread).toList();
    try {
      watch(process, output);
      for (Thread reader : readers) {
        if (!reader.join(LAST_BYTES)) {
          throw new BuildException("kustomize left a program behind");
        }
      }
      requireWithin(output);
      if (!output.isWhole()) {
        throw new BuildException("what kustomize printed could not be read");
      }
      return new Finished(process.exitValue(), output, words);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kustomize ran", e);
    }
  }

  /** Waits for its end, and sees to it that it and all that it started comes to one. */
  private void watch(Process process, ProcessOutput output)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Set<ProcessHandle> family = new HashSet<>();
    try {
      process.getOutputStream().close();
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(family::add);
        if (System.nanoTime() - begin > limits.time().toNanos()) {
          throw new BuildException(
              "kustomize took longer than " + limits.time().toSeconds() + " s");
        }
        requireWithin(output);
        if (resident(process.pid()) > limits.memory()) {
          throw new BuildException(
              "kustomize used more than " + ByteSize.text(limits.memory()) + " of memory");
        }
      }
    } finally {
      process.descendants().forEach(family::add);
      // By its handle: the process itself would close what is still to be read.
      family.add(process.toHandle());
      family.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void requireWithin(ProcessOutput output) {
    if (output.isOverfull()) {
      throw new BuildException("kustomize printed more than " + ByteSize.text(limits.output()));
    }
  }

  /** Bytes in memory; 0 where the system does not tell. */
  private static long resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(RESIDENT) && line.endsWith(KIB))
          .mapToLong(
              line ->
                  Long.parseLong(
                      line.substring(RESIDENT.length(), line.length() - KIB.length()).strip()))
          .map(kibibytes -> kibibytes << 10)
          .sum();
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
