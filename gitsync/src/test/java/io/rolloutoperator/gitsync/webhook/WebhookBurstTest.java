package io.rolloutoperator.gitsync.webhook;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** 500 deliveries at once, each over a connection of its own, within one second of the clock. */
class WebhookBurstTest {
  private static final int BURST = 500;
  private static final String PUSH = "{\"ref\": \"refs/heads/main\"}";

  @AutoClose private final LiveWebhooks webhooks = new LiveWebhooks();

  private Sent push(String body) {
    return Sent.by(WebhookType.GITHUB, LiveWebhooks.TOKEN, body, webhooks.now());
  }

  private static String another(int number) {
    return "{\"number\": %d}".formatted(number);
  }

  @Test
  void copiesFromOneAddressAreOneLook() {
    Sent sent = push(PUSH);

    assertThat(codes(_ -> "127.0.0.2", _ -> sent))
        .isEqualTo(Map.of(202, 1L, 409, 9L, 429, BURST - 10L));

    assertThat(webhooks.polls()).hasSize(1);
    assertThat(counts()).isEqualTo(Map.of("github 202", 1L, "github 409", 9L, "none 429", 490L));
  }

  @Test
  void tenOfTheDeliveriesOfOneAddressAreTaken() {
    assertThat(codes(_ -> "127.0.0.2", i -> push(another(i))))
        .isEqualTo(Map.of(202, 10L, 429, BURST - 10L));

    assertThat(webhooks.polls()).hasSize(10);
    assertThat(counts()).isEqualTo(Map.of("github 202", 10L, "none 429", BURST - 10L));
    assertThat(webhooks.knownAddresses()).isOne();
    assertThat(webhooks.knownDeliveries()).isEqualTo(10);
  }

  /** More bodies at a time than the memory has places for are asked to come again: 503. */
  @Test
  void copiesFromFiftyAddressesAreOneLook() {
    Sent sent = push(PUSH);

    Map<Integer, Long> codes = codes(i -> "127.0.0." + (2 + i % 50), _ -> sent);

    assertThat(codes).containsEntry(202, 1L);
    assertThat(codes.keySet()).as("nobody sent more than ten").isSubsetOf(202, 409, 503);
    assertThat(webhooks.polls()).hasSize(1);
    assertThat(webhooks.knownAddresses()).isEqualTo(50);
    assertThat(webhooks.knownDeliveries()).isOne();
    isCounted(codes);
  }

  @Test
  void deliveriesFromEverywhereFillNoMoreThanTheirPlaces() {
    Map<Integer, Long> codes =
        codes(i -> "127.0.%d.%d".formatted(1 + i / 250, 1 + i % 250), i -> push(another(i)));

    assertThat(codes.keySet()).isSubsetOf(202, 503);
    assertThat(webhooks.polls()).hasSize(codes.getOrDefault(202, 0L).intValue());
    assertThat(webhooks.knownAddresses()).isEqualTo(LiveWebhooks.KNOWN);
    assertThat(webhooks.knownDeliveries()).isLessThanOrEqualTo(LiveWebhooks.KNOWN);
    isCounted(codes);
  }

  private void isCounted(Map<Integer, Long> codes) {
    assertThat(codes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(BURST);
    codes.forEach((code, times) -> assertThat(counts()).containsEntry("github " + code, times));
  }

  private Map<String, Long> counts() {
    return webhooks.counts().stream().collect(groupingBy(count -> count, counting()));
  }

  /** How often each code was answered to a burst of requests. */
  private Map<Integer, Long> codes(IntFunction<String> address, IntFunction<Sent> sent) {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> codes = new ArrayList<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < BURST; i++) {
        String from = address.apply(i);
        byte[] request = request(sent.apply(i));
        codes.add(
            senders.submit(
                () -> {
                  start.await();
                  return code(from, request);
                }));
      }
      start.countDown();
    }
    return codes.stream().map(WebhookBurstTest::value).collect(groupingBy(c -> c, counting()));
  }

  private static int value(Future<Integer> code) {
    try {
      return code.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] request(Sent sent) {
    StringBuilder text = new StringBuilder();
    text.append("POST ").append(LiveWebhooks.path(WebhookType.GITHUB)).append(" HTTP/1.1\r\n");
    text.append("Host: x\r\nConnection: close\r\n");
    text.append("Content-Length: ").append(sent.body().length()).append("\r\n");
    sent.headers()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").append(sent.body()).toString().getBytes(StandardCharsets.US_ASCII);
  }

  private int code(String from, byte[] request) {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), webhooks.port()));
      socket.getOutputStream().write(request);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 ");
      return Integer.parseInt(answer.substring(9, 12));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
