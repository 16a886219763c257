package io.rolloutoperator.gitsync.source;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit's settings for the whole JVM. Without them its first use measures the disk for up to three
 * seconds and writes into the user's home, and its caches have no bound that fits a small process.
 */
final class GitRuntime {

  private static final int CACHE_BYTES = 16 * 1024 * 1024;
  private static final int STREAM_FROM_BYTES = 8 * 1024 * 1024;
  private static final AtomicBoolean INSTALLED = new AtomicBoolean();

  private GitRuntime() {}

  /** Once; later calls do nothing. */
  static void install() {
    if (!INSTALLED.compareAndSet(false, true)) {
      return;
    }
    SystemReader.setInstance(new Isolated(SystemReader.getInstance()));
    FS.FileStoreAttributes.setBackground(true);
    WindowCacheConfig cache = new WindowCacheConfig();
    cache.setPackedGitLimit(CACHE_BYTES);
    cache.setDeltaBaseCacheLimit(CACHE_BYTES / 4);
    cache.setStreamFileThreshold(STREAM_FROM_BYTES);
    cache.install();
  }

  /** Reads no environment variables and no configuration of the system or a user. */
  private static final class Isolated extends SystemReader.Delegate {
    Isolated(SystemReader delegate) {
      super(delegate);
    }

    @Override
    public @Nullable String getenv(String variable) {
      return null;
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
      return new Nowhere(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
      return new Nowhere(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
      return new Nowhere(parent, fs);
    }
  }

  /** A configuration without a file, which knows the disk so that nobody measures it. */
  private static final class Nowhere extends FileBasedConfig {
    private static final long RESOLUTION_MILLIS = 10;

    Nowhere(@Nullable Config parent, FS fs) {
      super(parent, Path.of("nowhere").toFile(), fs);
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
          ? unit.convert(RESOLUTION_MILLIS, TimeUnit.MILLISECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, unit);
    }
  }
}
