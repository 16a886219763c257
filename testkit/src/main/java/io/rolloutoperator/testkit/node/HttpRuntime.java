package io.rolloutoperator.testkit.node;

import io.rolloutoperator.testkit.sample.SampleApp;
import io.rolloutoperator.testkit.sample.SampleSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The sample app, listening on the pod's own address inside this JVM. Its version is the image's
 * tag unless {@code APP_VERSION} says otherwise; its port is the first container port, else 8080.
 */
final class HttpRuntime implements ContainerRuntime {
  private static final int DEFAULT_PORT = 8080;
  private static final int KILLED = 137;

  @Override
  public RunningContainer start(Launch launch) throws IOException {
    String image = launch.container().path("image").asText();
    Map<String, String> environment = new HashMap<>(launch.environment());
    environment.putIfAbsent("APP_VERSION", image.substring(image.lastIndexOf(':') + 1));
    int port = launch.container().path("ports").path(0).path("containerPort").asInt(DEFAULT_PORT);
    SampleApp app =
        SampleApp.start(
            SampleSettings.of(environment),
            launch.address().hashCode(),
            new InetSocketAddress(launch.address(), port));
    return new Listener(app, "http://" + launch.address() + ":" + port, launch.changed());
  }

  @Override
  public boolean probed() {
    return true;
  }

  private static final class Listener implements RunningContainer {
    private static final int RUNNING = -1;

    private final SampleApp app;
    private final String id;
    private final Runnable changed;
    private volatile int exit = RUNNING;

    Listener(SampleApp app, String id, Runnable changed) {
      this.app = app;
      this.id = id;
      this.changed = changed;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public OptionalInt exitCode(Instant now) {
      return exit == RUNNING ? OptionalInt.empty() : OptionalInt.of(exit);
    }

    @Override
    public boolean ready(Instant now) {
      return true;
    }

    @Override
    public Instant changesAt(Instant now) {
      return Instant.MAX;
    }

    @Override
    public void terminate(Instant now) {
      Thread.ofVirtual().start(this::drain);
    }

    private void drain() {
      try {
        app.drain();
        end(0);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void kill() {
      app.close();
      end(KILLED);
    }

    private synchronized void end(int code) {
      if (exit == RUNNING) {
        exit = code;
        changed.run();
      }
    }

    /** The app has no shell: the usual hook, sleeping before the end, is done; others succeed. */
    @Override
    public boolean exec(List<String> command, Duration timeout) throws InterruptedException {
      if (command.size() == 2 && command.getFirst().equals("sleep")) {
        Thread.sleep(Duration.ofSeconds(Long.parseLong(command.getLast())));
      }
      return true;
    }
  }
}
