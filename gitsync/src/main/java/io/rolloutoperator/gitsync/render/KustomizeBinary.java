package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A kustomize binary, which the operator's user has installed. The one class that starts processes.
 *
 * <p>It runs in a folder of its own that holds the files of one build and is gone afterwards, with
 * no plugins, no Helm, and an environment that has neither {@code PATH} nor {@code HOME}, so that
 * it finds no {@code git}. Whoever calls has taken care that no file names anything remote. One
 * build runs at a time, for the sake of memory. Thread-safe.
 */
public final class KustomizeBinary {

  /**
   * How much a run may use.
   *
   * @param output bytes of standard output
   * @param memory bytes that are resident
   */
  record Limits(Duration time, int output, long memory) {}

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 10_000_000, 256L << 20);
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

  private final Path program;
  private final Limits limits;
  private final ReentrantLock turn = new ReentrantLock(true);

  private KustomizeBinary(Path program, Limits limits) {
    this.program = program;
    this.limits = limits;
  }

  /**
   * The binary at a path, which is asked for its version.
   *
   * @throws IllegalArgumentException saying in one line why it cannot be used, the path first
   */
  public static KustomizeBinary at(Path program) {
    return at(program, LIMITS);
  }

  static KustomizeBinary at(Path program, Limits limits) {
    Path absolute = program.toAbsolutePath();
    if (!Files.exists(absolute)) {
      throw new IllegalArgumentException(absolute + " is not there");
    }
    if (!Files.isRegularFile(absolute) || !Files.isExecutable(absolute)) {
      throw new IllegalArgumentException(absolute + " is no executable file");
    }
    KustomizeBinary binary = new KustomizeBinary(absolute, limits);
    String version = binary.version();
    if (!version.startsWith("v5.")) {
      throw new IllegalArgumentException(
          absolute + " is not kustomize 5: its version is " + OneLine.quoted(version));
    }
    return binary;
  }

  private String version() {
    try {
      Finished run = run(Path.of("/"), "version");
      String said = run.output().text().strip();
      return said.isEmpty() ? run.words().text().strip() : said;
    } catch (BuildException e) {
      throw new IllegalArgumentException(program + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(program + " cannot be run: " + reason(e), e);
    }
  }

  /**
   * Builds one folder.
   *
   * @return what the binary printed: YAML
   * @throws BuildException if it fails, or goes beyond a limit
   */
  public byte[] build(KustomizeBuild build) {
    turn.lock();
    try {
      Path root = Files.createTempDirectory("rollout-operator-kustomize-").toRealPath();
      try {
        write(build, root);
        Finished run = run(root, "build", build.folder().isEmpty() ? "." : "./" + build.folder());
        if (run.status() != 0) {
          throw new BuildException(
              KustomizeComplaint.of(build, run.words().text(), root.toString()));
        }
        return run.output().bytes();
      } finally {
        delete(root);
      }
    } catch (BuildException e) {
      throw BuildException.in(build.file(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw BuildException.in(build.file(), "kustomize cannot be run: " + reason(e));
    } finally {
      turn.unlock();
    }
  }

  private static void write(KustomizeBuild build, Path root) throws IOException {
    for (Map.Entry<String, byte[]> file : build.files().entrySet()) {
      Path path = within(root, file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      Files.write(path, file.getValue());
    }
  }

  private static Path within(Path root, String file) {
    try {
      Path path = root.resolve(file).normalize();
      if (path.startsWith(root) && !path.equals(root)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw BuildException.in(file, "name not possible with the kustomize binary here; use ASCII");
    }
    throw BuildException.in(file, "escapes the repository");
  }

  private static void delete(Path root) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(root)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }

  /**
   * How it ended.
   *
   * @param words standard error, its beginning
   */
  private record Finished(int status, ProcessOutput output, ProcessOutput words) {}

  private Finished run(Path folder, String... arguments) throws IOException {
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
      process.getOutputStream().close();
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
  private void watch(Process process, ProcessOutput output) throws InterruptedException {
    long begin = System.nanoTime();
    Set<ProcessHandle> family = new HashSet<>();
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(family::add);
        if (System.nanoTime() - begin > limits.time().toNanos()) {
          throw new BuildException(
              "kustomize took longer than " + limits.time().toSeconds() + " s");
        }
        requireWithin(output);
        if (resident(process.pid()) > limits.memory()) {
          throw new BuildException(
              "kustomize used more than " + (limits.memory() >> 20) + " MiB of memory");
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
      throw new BuildException(
          "kustomize printed more than " + limits.output() / 1_000_000 + " MB");
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

  /** Without the paths that messages of files and processes begin with. */
  private static String reason(IOException e) {
    if (e instanceof FileSystemException file) {
      return Optional.ofNullable(file.getReason()).orElse(e.getClass().getSimpleName());
    }
    String message = String.valueOf(e.getMessage());
    String told = message.substring(message.lastIndexOf(", ") + 1).strip();
    int start = told.lastIndexOf('(');
    return start >= 0 && told.endsWith(")") ? told.substring(start + 1, told.length() - 1) : told;
  }
}
