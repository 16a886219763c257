package io.rolloutoperator.kube.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rolloutoperator.kube.fence.LeaseFence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Against an HTTP server on loopback that speaks no WebSocket, so that watches try one and then a
 * stream, and that has no objects, which it says by {@code null} as the API server does.
 */
class MetadataInterceptorTest {
  private static final ApiResource SECRETS = ApiResource.of("", "v1", "Secret");
  private static final String USER = "system:serviceaccount:shop:gitsync";

  private record Seen(String target, Headers headers) {
    boolean isWatch() {
      return target.contains("watch=true");
    }

    boolean isUpgrade() {
      return headers.containsKey("Upgrade");
    }
  }

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private ApiClients clients;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    clients =
        ApiClients.open(
            new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build(),
            "test",
            LeaseFence.unfenced("test"),
            (_, _) -> {},
            Optional.empty());
  }

  @AfterEach
  void close() {
    clients.close();
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      seen.add(new Seen(exchange.getRequestURI().toString(), exchange.getRequestHeaders()));
      byte[] body =
          """
          {"apiVersion": "meta.k8s.io/v1", "kind": "PartialObjectMetadataList",
           "metadata": {"resourceVersion": "2"}, "items": null}
          """
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void listsAndBothKindsOfWatchesAskForMetadataAsTheAccount() {
    ApiClients account = clients.as(USER);
    try (SharedIndexInformer<GenericKubernetesResource> informer =
        account.metadataInformer(SECRETS, "shop", "a=b")) {
      informer.start();
      await().until(() -> seen.stream().anyMatch(one -> one.isWatch() && one.isUpgrade()));
      await().until(() -> seen.stream().anyMatch(one -> one.isWatch() && !one.isUpgrade()));
    }
    assertThat(seen)
        .allSatisfy(
            one -> {
              assertThat(one.headers().get("Accept"))
                  .containsExactly(
                      "application/json;as=PartialObjectMetadata%s;g=meta.k8s.io;v=v1,application/json"
                          .formatted(one.isWatch() ? "" : "List"));
              assertThat(one.headers().get("Impersonate-User")).containsExactly(USER);
              assertThat(one.target()).startsWith("/api/v1/namespaces/shop/secrets?");
            });
  }

  @Test
  void everythingElseIsReadWhole() {
    ApiClients account = clients.as(USER);
    var _ = new ObjectApi(account).get(SECRETS, "shop", "login");
    var _ = new ObjectApi(account).list(SECRETS, "shop", "");
    try (SharedIndexInformer<GenericKubernetesResource> informer =
        account.informer(SECRETS, "shop", "")) {
      informer.start();
      await().until(() -> seen.stream().anyMatch(Seen::isWatch));
    }
    assertThat(seen).noneMatch(one -> one.headers().toString().contains("PartialObject"));
  }
}
