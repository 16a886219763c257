package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The webhook receiver beside the operator, a process with its own rights, and a Git server that
 * calls it for one GitSync.
 */
final class Webhooks implements AutoCloseable {
  private static final String ACCOUNT = "rollout-operator-webhook";
  private static final String TOKEN = "only-for-benchmarks";
  private static final int WEBHOOKS = 18_200;
  private static final int HEALTH = WEBHOOKS + 1;
  private static final int METRICS = WEBHOOKS + 2;
  private static final int ACCEPTED = 202;

  private final HttpClient http = HttpClient.newHttpClient();
  private final OperatorRun receiver;
  private final URI hook;

  private Webhooks(OperatorRun receiver, URI hook) {
    this.receiver = receiver;
    this.hook = hook;
  }

  /** Starts the receiver, gives a GitSync a webhook, and waits until both know it. */
  static Webhooks start(World world, Tracker syncs, String sync)
      throws IOException, InterruptedException {
    world.install("deploy/webhook.yaml");
    world.apply(world.shipped("deploy/webhook-secrets-role.yaml"));
    world.apply(
        "{apiVersion: v1, kind: Secret, metadata: {name: git-hook}, stringData: {token: %s}}"
            .formatted(TOKEN));
    world.send(
        SyncedApps.path(sync),
        "{spec: {repo: {webhook: {type: generic-hmac, secretRef: {name: git-hook}}}}}");
    OperatorRun receiver =
        world
            .launchAs(
                ACCOUNT,
                HEALTH,
                "webhook",
                "--healthzPort=" + HEALTH,
                "--metricsPort=" + METRICS,
                "--webhookPort=" + WEBHOOKS)
            .awaitWorking();
    syncs.await(
        sync, "known by a path", object -> !object.at("/status/webhookPath").isMissingNode());
    String path = syncs.now(sync).at("/status/webhookPath").asText();
    Webhooks webhooks = new Webhooks(receiver, URI.create("http://127.0.0.1:" + WEBHOOKS + path));
    webhooks.awaitKnown();
    return webhooks;
  }

  private void awaitKnown() throws IOException, InterruptedException {
    for (int tries = 0; deliver().statusCode() != ACCEPTED; tries++) {
      if (tries == 100) {
        throw new IllegalStateException("the receiver does not know " + hook.getPath());
      }
      Thread.sleep(200);
    }
  }

  /** Tells that something was pushed, as a Git server does. */
  void post() throws IOException, InterruptedException {
    HttpResponse<String> answer = deliver();
    if (answer.statusCode() != ACCEPTED) {
      throw new IllegalStateException("webhook: " + answer.statusCode() + " " + answer.body());
    }
  }

  private HttpResponse<String> deliver() throws IOException, InterruptedException {
    String body = "{\"id\": \"%s\"}".formatted(UUID.randomUUID());
    String now = Long.toString(Instant.now().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(hook)
            .header("Content-Type", "application/json")
            .header("X-Timestamp", now)
            .header("X-Signature", "sha256=" + signature(now + "." + body))
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    receiver.close();
  }
}
