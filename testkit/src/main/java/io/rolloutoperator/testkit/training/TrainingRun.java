package io.rolloutoperator.testkit.training;

import io.rolloutoperator.testkit.cluster.LogTail;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the cache of loaded and linked classes that the launcher uses: the shipped launcher runs
 * once, with the shipped flags, through one whole release, and the JVM writes down what it loaded.
 */
public final class TrainingRun {
  /** What the converters of picocli have in common: the JVM looks for it when it links them. */
  private static final String LEFT_OLD = "picocli/CommandLine$ITypeConverter.class";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path launcher;
  private final Path home;
  private final Path folder;

  private TrainingRun(Path launcher, Path home) {
    this.launcher = launcher;
    this.home = home;
    this.folder = home.resolve("training");
  }

  /**
   * Trains, unless the cache that is there still fits.
   *
   * @param args the launcher, and the folder with the jar and its libraries; with a third, the list
   *     of classes is written to that file and no cache is made
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, GeneralSecurityException {
    TrainingRun training =
        new TrainingRun(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath());
    if (args.length > 2) {
      training.listClasses(Path.of(args[2]).toAbsolutePath());
    } else {
      training.run();
    }
    System.exit(0); // the pretended server's connections need not end first
  }

  private void run() throws IOException, InterruptedException, GeneralSecurityException {
    Files.createDirectories(folder);
    new SignedJars(home.resolve("lib")).unsign();
    new OldClasses(home.resolve("lib"), LEFT_OLD).renew();
    Path cache = home.resolve("rollout-operator.aot");
    if (Files.exists(cache) && fits()) {
      return;
    }
    Files.deleteIfExists(cache); // the launcher would use it
    Path fresh = folder.resolve("fresh.aot");
    watch("-XX:AOTCacheOutput=" + fresh, fresh);
    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    if (!fits()) {
      throw new IOException(
          "the JVM does not take its own cache, or would take any, see " + log("check"));
    }
  }

  /** Without any cache: the JVM tells the lambdas only of classes that come from their jars. */
  private void listClasses(Path list)
      throws IOException, InterruptedException, GeneralSecurityException {
    Files.createDirectories(folder);
    Path recorded = folder.resolve("classes.list");
    watch("-Xshare:off -XX:DumpLoadedClassList=" + recorded, recorded);
    Files.write(list, ClassList.canonical(Files.readAllLines(recorded)));
  }

  /** One release, watched by the JVM. */
  private void watch(String options, Path result)
      throws IOException, InterruptedException, GeneralSecurityException {
    Files.deleteIfExists(result);
    ObjectStore store = new ObjectStore();
    SelfSigned certificate = SelfSigned.make(folder);
    try (PretendedApiServer api = PretendedApiServer.start(certificate.server(), store);
        PretendedCluster _ = new PretendedCluster(store)) {
      record(new Release(store), podOf(api, certificate), options, result);
    }
  }

  private void record(Release release, Map<String, String> pod, String options, Path result)
      throws IOException, InterruptedException {
    release.prepare();
    int health = freePort();
    int metrics = freePort();
    Process operator =
        start(
            "operator", "off", options, pod, "--healthzPort=" + health, "--metricsPort=" + metrics);
    try {
      release.run(operator::isAlive);
      get(health, "/readyz");
      get(metrics, "/metrics");
      operator.destroy();
      if (!operator.waitFor(PATIENCE) || !Files.exists(result)) {
        throw new IOException("the JVM wrote nothing: " + LogTail.of(log("operator")));
      }
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage() + ": " + LogTail.of(log("operator")), e);
    } finally {
      operator.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Asks as a kubelet and a Prometheus do. */
  private static void get(int port, String path) throws IOException {
    try (InputStream answer = URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
      answer.readAllBytes();
    }
  }

  /** The environment of a pod, whose files are elsewhere. */
  private Map<String, String> podOf(PretendedApiServer api, SelfSigned certificate)
      throws IOException, GeneralSecurityException {
    Path token = Files.writeString(folder.resolve("token"), "pretended");
    Path authority = Files.writeString(folder.resolve("ca.crt"), certificate.pem());
    return Map.of(
        "KUBERNETES_SERVICE_HOST", "127.0.0.1",
        "KUBERNETES_SERVICE_PORT", Integer.toString(api.port()),
        "KUBERNETES_CERTS_CA_FILE", authority.toString(),
        "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
        "POD_NAMESPACE", Release.NAMESPACE);
  }

  /**
   * Whether the JVM takes the cache, which it would otherwise pass over, and would not take it for
   * another jar.
   */
  private boolean fits() throws IOException, InterruptedException {
    String options = "-XX:AOTMode=on -Xlog:class+load=info -Xlog:class+path=info";
    Process check = start("check", "on", options, Map.of(), "--version");
    try {
      if (!check.waitFor(PATIENCE) || check.exitValue() != 0) {
        return false;
      }
      String said = Files.readString(log("check"));
      return said.contains("io.rolloutoperator.app.Main source: shared objects file")
          && said.contains("Archived app classpath validation: passed");
    } finally {
      check.destroyForcibly();
    }
  }

  private Process start(
      String name, String cache, String options, Map<String, String> pod, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(flags));
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
    process.environment().remove("KUBECONFIG");
    process.environment().putAll(pod);
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.environment().put("ROLLOUT_OPERATOR_HOME", home.toString());
    process.environment().put("ROLLOUT_OPERATOR_OPTS", options);
    process.environment().put("ROLLOUT_OPERATOR_AOT", cache);
    return process.start();
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }
}
