package io.rolloutoperator.testkit.dataplane;

import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.ClusterFiles;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Contour and Envoy: the proxy that follows the Gateway API routes of the cluster. HTTPRoutes and
 * GRPCRoutes of every namespace with the parent {@value #GATEWAY} in namespace {@value #NAMESPACE}
 * are served at {@link #address()}.
 *
 * <p>There is at most one in a network namespace, since its ports are fixed.
 */
public final class DataPlane implements AutoCloseable {

  /** Name of the Gateway, a route's parent. */
  public static final String GATEWAY = "edge";

  /** Namespace of the Gateway. */
  public static final String NAMESPACE = "edge";

  private static final String NODE_IP = "10.244.0.1";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int XDS_PORT = 8001;
  private static final int STATS_PORT = 8002;

  /** Contour serves a listener's port N at N + 8000. */
  private static final int HTTP_PORT = 80 + 8000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final OsProcess contour;
  private final OsProcess envoy;

  private DataPlane(OsProcess contour, OsProcess envoy) {
    this.contour = contour;
    this.envoy = envoy;
  }

  /**
   * Starts the proxy and returns when it can serve routes.
   *
   * <p>Custom resource definitions, the GatewayClass and the Gateway are made as needed. Logs are
   * in the cluster's folder, as {@code contour.log} and {@code envoy.log}.
   *
   * @throws IllegalStateException when a program is missing, in words
   */
  public static DataPlane start(ControlPlane plane) {
    String contourBinary = Tool.CONTOUR.path().toString();
    String envoyBinary = Tool.ENVOY.path().toString();
    GatewayObjects.apply(plane.admin());
    OsProcess contour = startContour(contourBinary, plane);
    try {
      OsProcess envoy = startEnvoy(contourBinary, envoyBinary, plane.files());
      DataPlane dataPlane = new DataPlane(contour, envoy);
      dataPlane.awaitReady(plane.admin());
      return dataPlane;
    } catch (RuntimeException e) {
      contour.close();
      throw e;
    }
  }

  /** Where clients reach the services behind the Gateway; the Host header picks the route. */
  public URI address() {
    return URI.create("http://%s:%d/".formatted(NODE_IP, HTTP_PORT));
  }

  /**
   * Host and port of Envoy's own metrics, in Prometheus' format under {@code /stats/prometheus}.
   */
  public String statsTarget() {
    return LOOPBACK + ":" + STATS_PORT;
  }

  @Override
  public void close() {
    envoy.close();
    contour.close();
  }

  private void awaitReady(Api api) {
    try {
      GatewayObjects.awaitProgrammed(api, PATIENCE);
      Ready.answers(envoy, URI.create("http://%s/ready".formatted(statsTarget())), PATIENCE);
    } catch (RuntimeException e) {
      envoy.close();
      throw e;
    }
  }

  private static OsProcess startContour(String binary, ControlPlane plane) {
    Path config = plane.files().root().resolve("contour.yaml");
    write(
        config,
        """
        gateway:
          gatewayRef:
            name: %s
            namespace: %s
        accesslog-level: disabled
        """
            .formatted(GATEWAY, NAMESPACE));
    OsProcess contour =
        OsProcess.start(
            List.of(
                binary,
                "serve",
                "--kubeconfig=" + plane.kubeconfig("admin"),
                "--config-path=" + config,
                "--insecure",
                "--xds-address=" + LOOPBACK,
                "--xds-port=" + XDS_PORT,
                "--envoy-service-http-address=" + NODE_IP,
                "--stats-address=" + LOOPBACK,
                "--disable-leader-election",
                // Their resource definitions are not in the cluster.
                "--disable-feature=backendtlspolicies",
                "--disable-feature=tlsroutes",
                "--disable-feature=tcproutes"),
            Map.of(),
            plane.files().logs().resolve("contour.log"));
    try {
      // Envoy backs off for long when it finds nobody to ask at its start.
      Ready.listens(contour, LOOPBACK, XDS_PORT, PATIENCE);
      return contour;
    } catch (RuntimeException e) {
      contour.close();
      throw e;
    }
  }

  private static OsProcess startEnvoy(String contour, String envoy, ClusterFiles files) {
    Path bootstrap = files.root().resolve("envoy.json");
    OsProcess writer =
        OsProcess.start(
            List.of(
                contour,
                "bootstrap",
                bootstrap.toString(),
                "--xds-address=" + LOOPBACK,
                "--xds-port=" + XDS_PORT,
                "--admin-address=" + files.root().resolve("envoy.sock"),
                "--envoy-cafile="),
            Map.of(),
            files.logs().resolve("envoy-bootstrap.log"));
    if (!writer.awaitExit(PATIENCE) || writer.exitCode() != 0) {
      throw new IllegalStateException("contour bootstrap failed, see " + writer.log());
    }
    return OsProcess.start(
        List.of(
            envoy,
            "-c",
            bootstrap.toString(),
            "--service-cluster",
            "contour",
            "--service-node",
            "edge",
            "--concurrency",
            "1",
            "--use-dynamic-base-id",
            "--log-level",
            "warning"),
        Map.of(),
        files.logs().resolve("envoy.log"));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
