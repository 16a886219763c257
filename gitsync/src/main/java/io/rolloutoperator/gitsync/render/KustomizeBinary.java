package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A kustomize binary, which the operator's user has installed.
 *
 * <p>It runs in a folder of its own that holds the files of one build and is gone afterwards, with
 * no plugins, no Helm, and an environment that has neither {@code PATH} nor {@code HOME}, so that
 * it finds no {@code git}. Whoever calls has taken care that no file names anything remote. One
 * build runs at a time, for the sake of memory; who comes meanwhile waits only a moment. Folders
 * that killed processes of the same user left behind are deleted at the start. Thread-safe.
 */
public final class KustomizeBinary {

  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);
  private static final long MEMORY = 256L << 20;

  /** Longer than most runs take, and short for the threads that all units share. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final Path program;
  private final LimitedRun runs;
  private final ReentrantLock turn = new ReentrantLock(true);

  private KustomizeBinary(Path program, LimitedRun.Limits limits) {
    this.program = program;
    this.runs = new LimitedRun(program, limits);
  }

  /**
   * The binary at a path, which is asked for its version.
   *
   * @param output bytes that a run may print
   * @throws IllegalArgumentException saying in one line why it cannot be used, the path first
   */
  public static KustomizeBinary at(Path program, int output) {
    return at(program, new LimitedRun.Limits(LONGEST_RUN, output, MEMORY));
  }

  static KustomizeBinary at(Path program, LimitedRun.Limits limits) {
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
    BuildFolder.sweep();
    return binary;
  }

  private String version() {
    try {
      LimitedRun.Finished run = runs.run(Path.of("/"), "version");
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
   * @throws BinaryBusyException if other builds take too long to wait for
   */
  public byte[] build(KustomizeBuild build) {
    await();
    try (BuildFolder folder = BuildFolder.of(build)) {
      LimitedRun.Finished run =
          runs.run(folder.root(), "build", build.folder().isEmpty() ? "." : "./" + build.folder());
      if (run.status() != 0) {
        throw new BuildException(
            KustomizeComplaint.of(build, run.words().text(), folder.root().toString()));
      }
      return run.output().bytes();
    } catch (BuildException e) {
      throw BuildException.in(build.file(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw BuildException.in(build.file(), "kustomize cannot be run: " + reason(e));
    } finally {
      turn.unlock();
    }
  }

  private void await() {
    try {
      if (!turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BinaryBusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kustomize was busy", e);
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
