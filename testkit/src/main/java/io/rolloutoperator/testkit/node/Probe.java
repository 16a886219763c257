package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * A check of a container: HTTP, TCP or a command; hooks of the life cycle have the same form. One
 * that is of no known kind succeeds.
 *
 * @param handler with {@code httpGet}, {@code tcpSocket}, {@code exec} or {@code sleep}
 * @param container the container's entry in the spec, for its named ports
 */
record Probe(JsonNode handler, JsonNode container, String address) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Returns whether the check succeeded in time. */
  boolean run(RunningContainer running, Duration timeout) throws InterruptedException {
    try {
      if (handler.has("httpGet")) {
        return http(handler.path("httpGet"), timeout);
      }
      if (handler.has("tcpSocket")) {
        return tcp(handler.path("tcpSocket"), timeout);
      }
      if (handler.has("exec")) {
        List<String> command =
            Json.elements(handler.path("exec").path("command")).map(JsonNode::asText).toList();
        return running.exec(command, timeout);
      }
      if (handler.has("sleep")) {
        Thread.sleep(Duration.ofSeconds(handler.path("sleep").path("seconds").asLong()));
      }
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private boolean http(JsonNode get, Duration timeout) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            get.path("scheme").asText("HTTP").toLowerCase(java.util.Locale.ROOT)
                + "://"
                + get.path("host").asText(address)
                + ":"
                + port(get)
                + get.path("path").asText("/"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(timeout).header("User-Agent", "kube-probe/1.36");
    for (JsonNode header : get.path("httpHeaders")) {
      request.header(header.path("name").asText(), header.path("value").asText());
    }
    int status = HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    return status >= 200 && status < 400;
  }

  private boolean tcp(JsonNode target, Duration timeout) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(target.path("host").asText(address), port(target)),
          Math.toIntExact(timeout.toMillis()));
      return true;
    }
  }

  private int port(JsonNode target) {
    JsonNode port = target.path("port");
    if (port.isInt()) {
      return port.asInt();
    }
    return Json.elements(container.path("ports"))
        .filter(candidate -> candidate.path("name").asText().equals(port.asText()))
        .mapToInt(candidate -> candidate.path("containerPort").asInt())
        .findFirst()
        .orElse(port.asInt());
  }
}
