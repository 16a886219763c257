package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.FreePort;
import io.rolloutoperator.testkit.cluster.LogTail;
import io.rolloutoperator.testkit.cluster.OsProcess;
import io.rolloutoperator.testkit.image.ImagePod;
import io.rolloutoperator.testkit.image.UnpackedImage;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The operator in the image's own files, working in a test's namespace.
 *
 * @param process of the operator
 * @param metrics where it tells its metrics
 */
record RunningImage(OsProcess process, URI metrics) {

  /** Of the memory, in bytes. */
  static final long LIMIT = 256L << 20;

  /** Of the JVM: one that does not take the cache of the image ends. */
  private static final String WITH_CACHE = "-XX:AOTMode=on ";

  /** Where a pod has what is in {@link #account}. */
  static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

  /** Returns a pod with options of the JVM beside those of the image. */
  static ImagePod java(ImagePod pod, String options) {
    return pod.with("JDK_JAVA_OPTIONS", WITH_CACHE + options);
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param rights file below {@code deploy/}
   * @param folder for the image's files
   * @param how the pod differs from a strict one of the image
   * @param flags beside those that say where it works
   */
  static RunningImage start(
      TestNamespace namespace,
      String rights,
      Path folder,
      UnaryOperator<ImagePod> how,
      List<String> flags)
      throws IOException {
    UnpackedImage image = UnpackedImage.of(ImageUnderTest.archive(), folder.resolve("image"));
    var plane = namespace.cluster().controlPlane();
    Path kubeconfig =
        namespace.identity(Files.readString(Path.of("../deploy", rights))).kubeconfig();
    ImagePod pod =
        how.apply(
            ImagePod.of(image, plane, kubeconfig, account(folder), LIMIT)
                .with("POD_NAMESPACE", namespace.name()));
    int health = FreePort.next();
    int metrics = FreePort.next();
    List<String> all =
        new ArrayList<>(
            List.of("--namespaced", "--healthzPort=" + health, "--metricsPort=" + metrics));
    all.addAll(flags);
    Path log = plane.files().logs().resolve("image-%s.log".formatted(namespace.name()));
    OsProcess operator = OsProcess.start(pod.command(all), Map.of(), log);
    namespace.await(
        "operator in the image is ready", () -> !operator.running() || answers(health, "readyz"));
    assertThat(operator.running()).as(() -> LogTail.of(log)).isTrue();
    return new RunningImage(operator, local(metrics, "metrics"));
  }

  /** The folder of the account's files; more may be put there before the start. */
  static Path account(Path folder) {
    return folder.resolve("account");
  }

  private static URI local(int port, String path) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(port, path));
  }

  private static boolean answers(int port, String path) throws IOException {
    var connection = (HttpURLConnection) local(port, path).toURL().openConnection();
    return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
  }

  /** Asks it to end, as the kubelet does, and waits until it has, as one that was asked. */
  void stop() {
    process.terminate();
    assertThat(process.awaitExit(Duration.ofSeconds(20))).isTrue();
    assertThat(process.exitCode()).isZero();
  }
}
