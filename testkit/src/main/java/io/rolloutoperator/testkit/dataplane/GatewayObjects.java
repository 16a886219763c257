package io.rolloutoperator.testkit.dataplane;

import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the proxy needs in the cluster: its resource definitions, the Gateway API's, one
 * GatewayClass, one Gateway.
 */
final class GatewayObjects {

  private GatewayObjects() {}

  static void apply(Api api) {
    CustomResourceDefinitions.install(api, List.of("gateway-api", "contour-crds"));
    new Resources(api).apply(text("/gateway/gateway.yaml"), "default");
  }

  /** Waits until the proxy's controller has accepted the Gateway. */
  static void awaitProgrammed(Api api, Duration patience) {
    String gateway =
        "/apis/gateway.networking.k8s.io/v1/namespaces/%s/gateways/%s"
            .formatted(DataPlane.NAMESPACE, DataPlane.GATEWAY);
    await("Gateway programmed").atMost(patience).until(() -> programmed(api, gateway));
  }

  private static boolean programmed(Api api, String gateway) throws IOException {
    return Json.elements(api.get(gateway).body().path("status").path("conditions"))
        .anyMatch(
            c ->
                c.path("type").asText().equals("Programmed")
                    && c.path("status").asText().equals("True"));
  }

  private static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(GatewayObjects.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
