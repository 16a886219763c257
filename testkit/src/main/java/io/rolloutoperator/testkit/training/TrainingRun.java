package io.rolloutoperator.testkit.training;

import io.rolloutoperator.testkit.cluster.FreePort;
import io.rolloutoperator.testkit.cluster.LogTail;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records which classes a start and a release load: the shipped launcher runs once, with the
 * shipped flags, through one whole release, and the JVM writes down what it loaded.
 */
public final class TrainingRun {
  private static final String HEAD =
      "# What a start and one release load; made by scripts/aot-cache.sh --train, read by the build of the image.";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ShippedLauncher launcher;
  private final Path folder;

  private TrainingRun(ShippedLauncher launcher) {
    this.launcher = launcher;
    this.folder = launcher.folder();
  }

  /**
   * Trains.
   *
   * @param args as of {@link #record(Path, Path, Path)}
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, GeneralSecurityException {
    record(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    System.exit(0); // the pretended server's connections need not end first
  }

  /**
   * Trains.
   *
   * @param launcher what is shipped
   * @param home the folder with the jar and its libraries
   * @param list the list of classes to write
   */
  public static void record(Path launcher, Path home, Path list)
      throws IOException, InterruptedException, GeneralSecurityException {
    new TrainingRun(ShippedLauncher.of(launcher, home)).listClasses(list.toAbsolutePath());
  }

  /** Without any cache: the JVM tells the lambdas only of classes that come from their jars. */
  private void listClasses(Path list)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path recorded = folder.resolve("classes.list");
    watch("-Xshare:off -XX:DumpLoadedClassList=" + recorded, recorded);
    List<String> lines = new ArrayList<>(List.of(HEAD));
    lines.addAll(ClassList.canonical(Files.readAllLines(recorded)));
    Files.write(list, lines);
  }

  /** One release, watched by the JVM. */
  private void watch(String options, Path result)
      throws IOException, InterruptedException, GeneralSecurityException {
    Files.deleteIfExists(result);
    ObjectStore store = new ObjectStore();
    PretendedAuthority authority = PretendedAuthority.make(folder);
    try (PretendedApiServer api = PretendedApiServer.start(authority.server(), store);
        PretendedCluster _ = new PretendedCluster(store)) {
      record(new Release(store), podOf(api, authority), options, result);
    }
  }

  private void record(Release release, Map<String, String> pod, String options, Path result)
      throws IOException, InterruptedException {
    release.prepare();
    int health = FreePort.next();
    int metrics = FreePort.next();
    Process operator =
        launcher.start(
            "operator", "off", options, pod, "--healthzPort=" + health, "--metricsPort=" + metrics);
    try {
      release.run(operator::isAlive);
      get(health, "/readyz");
      get(metrics, "/metrics");
      operator.destroy();
      if (!operator.waitFor(PATIENCE) || !Files.exists(result)) {
        throw new IOException("the JVM wrote nothing: " + LogTail.of(launcher.log("operator")));
      }
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage() + ": " + LogTail.of(launcher.log("operator")), e);
    } finally {
      operator.destroyForcibly();
    }
  }

  /** Asks as a kubelet and a Prometheus do. */
  private static void get(int port, String path) throws IOException {
    try (InputStream answer = URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
      answer.readAllBytes();
    }
  }

  /** The environment of a pod, whose files are elsewhere. */
  private Map<String, String> podOf(PretendedApiServer api, PretendedAuthority authority)
      throws IOException, GeneralSecurityException {
    Path token = Files.writeString(folder.resolve("token"), "pretended");
    Path trusted = Files.writeString(folder.resolve("ca.crt"), authority.pem());
    return Map.of(
        "KUBERNETES_SERVICE_HOST", "127.0.0.1",
        "KUBERNETES_SERVICE_PORT", Integer.toString(api.port()),
        "KUBERNETES_CERTS_CA_FILE", trusted.toString(),
        "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
        "POD_NAMESPACE", Release.NAMESPACE);
  }
}
