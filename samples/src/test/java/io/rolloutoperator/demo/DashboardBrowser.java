package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The page of a dashboard that runs, as a browser uses it: cookie, token, events, buttons. */
final class DashboardBrowser implements AutoCloseable {

  private static final String PRINTED = "The dashboard is at ";

  private final List<CompletableFuture<Void>> followed = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private final URI base;
  private final String token;

  private DashboardBrowser(URI printed) {
    base = printed.resolve(".");
    assertThat(read(printed).body()).contains("<title>Rollouts</title>");
    token = Json.parse(read(base.resolve("api/session")).body()).path("csrfToken").asText();
  }

  /** Opens the address that the command printed. */
  static DashboardBrowser open(PluginProcess.Running dashboard) {
    await().until(() -> dashboard.output().contains("Ctrl-C ends it."));
    String first = dashboard.output().lines().findFirst().orElseThrow();
    assertThat(first).startsWith(PRINTED);
    return new DashboardBrowser(URI.create(first.substring(PRINTED.length())));
  }

  private HttpResponse<String> read(URI address) {
    return send(HttpRequest.newBuilder(address).build());
  }

  /** Presses a button of a Rollout's page. */
  HttpResponse<String> press(String namespace, String rollout, String action) {
    URI address = base.resolve("api/rollout/%s/%s/%s".formatted(namespace, rollout, action));
    String origin = base.getScheme() + "://" + base.getAuthority();
    return send(
        HttpRequest.newBuilder(address)
            .header("Origin", origin)
            .header("X-CSRF-Token", token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build());
  }

  /** Follows a page; the lines of its events arrive as they happen. */
  List<String> follow(String page) {
    List<String> lines = new CopyOnWriteArrayList<>();
    HttpRequest request = HttpRequest.newBuilder(base.resolve("api/" + page)).build();
    followed.add(
        client
            .sendAsync(request, BodyHandlers.ofLines())
            .thenAccept(response -> response.body().forEach(lines::add)));
    return lines;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    followed.forEach(stream -> stream.cancel(true));
    client.shutdownNow();
  }
}
