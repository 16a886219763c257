package io.rolloutoperator.testkit.junit;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Stands for an operator: writes one ConfigMap named after its pid, then says it is ready. */
final class WritingProcess {
  private WritingProcess() {}

  public static void main(String[] args) throws IOException {
    String namespace = args[1];
    try (KubernetesClient client = TestCluster.client(Path.of(args[0]), namespace)) {
      client
          .configMaps()
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("written-" + ProcessHandle.current().pid())
                  .endMetadata()
                  .build())
          .create();
    }
    System.out.println("ERROR announced by the test");
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[2])), 0);
    server.createContext(
        "/readyz",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
