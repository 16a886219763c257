package io.rolloutoperator.testkit.sample;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * The sample app as a process of its own. Listens on {@code POD_IP} (default: every address) and
 * {@code PORT} (default 8080); {@link SampleSettings#of} names the other variables. Drains on
 * SIGTERM.
 */
public final class SampleMain {

  private SampleMain() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> environment = System.getenv();
    int port = Integer.parseInt(environment.getOrDefault("PORT", "8080"));
    long seed =
        Long.parseLong(environment.getOrDefault("APP_SEED", Long.toString(System.nanoTime())));
    SampleApp app =
        SampleApp.start(
            SampleSettings.of(environment),
            seed,
            new InetSocketAddress(environment.getOrDefault("POD_IP", "0.0.0.0"), port));
    System.out.printf("sample app on %s, seed %d, %s%n", app.address(), seed, app.settings());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(app), "drain"));
  }

  private static void drain(SampleApp app) {
    try {
      app.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
