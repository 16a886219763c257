package io.rolloutoperator.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.OkHttpClient;
import org.slf4j.LoggerFactory;

/**
 * One way each to break the rules of the code's structure, as if it were part of the engine. None
 * of it is ever run.
 */
@SuppressWarnings({
  "unused",
  "JavaTimeDefaultTimeZone",
  "JavaUtilDate",
  "TimeZoneUsage",
  "StringSplitter"
})
public final class Forbidden {

  private Forbidden() {}

  /** The engine knows a layer above it. */
  public static final class UpwardDependency {
    Class<?> above() {
      return io.rolloutoperator.app.Main.class;
    }
  }

  /** Talks to Kubernetes. */
  public static final class KubernetesClientUse {
    void talk(KubernetesClient client) {
      client.close();
    }
  }

  /** Reads a file. */
  public static final class FileUse {
    String read(Path path) throws IOException {
      return Files.readString(path);
    }
  }

  /** Reads a file. */
  public static final class StreamUse {
    int read() throws IOException {
      try (FileInputStream in = new FileInputStream("forbidden")) {
        return in.read();
      }
    }
  }

  /** Talks to the network. */
  public static final class NetworkUse {
    void open(URI uri) throws IOException {
      uri.toURL().openStream().close();
    }
  }

  /** Starts a thread. */
  public static final class ThreadUse {
    Thread start() {
      return Thread.ofVirtual().start(() -> {});
    }
  }

  /** Takes a lock. */
  public static final class LockUse {
    boolean isLocked() {
      return new ReentrantLock().isLocked();
    }
  }

  /** Logs. */
  public static final class LoggerUse {
    void log() {
      LoggerFactory.getLogger("forbidden").info("forbidden");
    }
  }

  /** Reads the clock. */
  public static final class InstantUse {
    Instant now() {
      return Instant.now();
    }
  }

  /** Reads the clock. */
  public static final class MillisUse {
    long now() {
      return System.currentTimeMillis();
    }
  }

  /** Reads the clock. */
  public static final class NanosUse {
    long now() {
      return System.nanoTime();
    }
  }

  /** Carries a clock. */
  public static final class ClockUse {
    Instant now(Clock clock) {
      return clock.instant();
    }
  }

  /** Reads the clock. */
  public static final class DateUse {
    Date now() {
      return new Date();
    }
  }

  /** Takes random numbers. */
  public static final class RandomUse {
    int random() {
      return new SecureRandom().nextInt();
    }
  }

  /** Takes random numbers. */
  public static final class UuidUse {
    UUID random() {
      return UUID.randomUUID();
    }
  }

  /** Reads settings. */
  public static final class EnvironmentUse {
    Object setting() {
      return System.getenv("FORBIDDEN") == null ? "" : "set";
    }
  }

  /** Named after nothing. */
  public static final class TextUtil {}

  /** Named after nothing. */
  public static final class TextHelper {}

  /** Named after nothing. */
  public static final class TextManager {}

  /** Deserializes. */
  public static final class Deserialization {
    Object read() throws IOException, ClassNotFoundException {
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(new byte[0]))) {
        return in.readObject();
      }
    }
  }

  /** Starts a process. */
  public static final class ProcessBuilderUse {
    Process start() throws IOException {
      return new ProcessBuilder("true").start();
    }
  }

  /** Starts a process. */
  public static final class ExecUse {
    Process start() throws IOException {
      return Runtime.getRuntime().exec(new String[] {"true"});
    }
  }

  /** Makes an HTTP client. */
  public static final class FirstHttpClient {
    OkHttpClient client() {
      return new OkHttpClient();
    }
  }

  /** Makes another HTTP client. */
  public static final class SecondHttpClient {
    OkHttpClient client() {
      return new OkHttpClient.Builder().build();
    }
  }
}
