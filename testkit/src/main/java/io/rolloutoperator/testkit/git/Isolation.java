package io.rolloutoperator.testkit.git;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit away from the home of whoever runs the tests, and from measuring the disk; makes
 * answers prompt.
 */
final class Isolation {

  private static final AtomicBoolean DONE = new AtomicBoolean();

  private Isolation() {}

  /** Once; a program that has set a reader of its own keeps it by setting it later. */
  static void begin() {
    if (DONE.compareAndSet(false, true)) {
      // The JDK's web server reads it once; without it each answer waits 40 ms.
      System.setProperty("sun.net.httpserver.nodelay", "true");
      SystemReader.setInstance(
          new SystemReader.Delegate(SystemReader.getInstance()) {
            @Override
            public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
              return new NoFile(parent, fs);
            }

            @Override
            public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
              return new NoFile(parent, fs);
            }

            @Override
            public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
              return new NoFile(parent, fs);
            }
          });
    }
  }

  private static final class NoFile extends FileBasedConfig {
    NoFile(@Nullable Config parent, FS fs) {
      super(parent, Path.of("no-file").toFile(), fs);
    }

    @Override
    public void load() {
      // There is no file.
    }

    @Override
    public void save() {
      // There is no file.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(1, TimeUnit.MILLISECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, unit);
    }
  }
}
