package io.rolloutoperator.testkit.training;

import io.rolloutoperator.testkit.cluster.LogTail;
import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
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
   * @param args the launcher, and the folder with the jar and its libraries
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, GeneralSecurityException {
    new TrainingRun(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath()).run();
    System.exit(0); // the pretended server's connections need not end first
  }

  private void run() throws IOException, InterruptedException, GeneralSecurityException {
    Files.createDirectories(folder);
    Path cache = home.resolve("rollout-operator.aot");
    if (Files.exists(cache) && fits()) {
      return;
    }
    Files.deleteIfExists(cache); // the launcher would use it
    Path fresh = folder.resolve("fresh.aot");
    Files.deleteIfExists(fresh);
    ObjectStore store = new ObjectStore();
    SelfSigned certificate = SelfSigned.make(folder);
    try (PretendedApiServer api = PretendedApiServer.start(certificate.server(), store);
        PretendedCluster _ = new PretendedCluster(store)) {
      Path kubeconfig = folder.resolve("kubeconfig.yaml");
      Files.writeString(kubeconfig, certificate.kubeconfig(api.port()));
      record(new Release(store), kubeconfig, fresh);
    }
    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    if (!fits()) {
      throw new IOException("the JVM does not take its own cache, see " + log("check"));
    }
  }

  private void record(Release release, Path kubeconfig, Path fresh)
      throws IOException, InterruptedException {
    release.prepare();
    Files.deleteIfExists(log("operator"));
    String options = "-XX:AOTCacheOutput=" + fresh;
    List<String> flags =
        List.of("--kubeconfig=" + kubeconfig, "--healthzPort=0", "--metricsPort=0");
    try (OsProcess operator = start("operator", options, flags)) {
      release.run(operator::running);
      operator.terminate();
      if (!operator.awaitExit(PATIENCE) || !Files.exists(fresh)) {
        throw new IOException("no cache was written: " + LogTail.of(operator.log()));
      }
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage() + ": " + LogTail.of(log("operator")), e);
    }
  }

  /** Whether the JVM takes the cache, which it would otherwise pass over in silence. */
  private boolean fits() throws IOException {
    Files.deleteIfExists(log("check"));
    try (OsProcess check =
        start("check", "-XX:AOTMode=on -Xlog:class+load=info", List.of("--version"))) {
      return check.awaitExit(PATIENCE)
          && check.exitCode() == 0
          && Files.readString(check.log())
              .contains("io.rolloutoperator.app.Main source: shared objects file");
    }
  }

  private OsProcess start(String name, String options, List<String> flags) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(flags);
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "ROLLOUT_OPERATOR_HOME", home.toString(),
            "ROLLOUT_OPERATOR_OPTS", options);
    return OsProcess.start(command, environment, log(name));
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }
}
