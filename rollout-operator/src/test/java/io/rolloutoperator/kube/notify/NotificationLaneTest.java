package io.rolloutoperator.kube.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.rolloutoperator.analysis.providers.SecretRules.Release;
import io.rolloutoperator.analysis.providers.http.HttpSettings.Insecure;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.fence.LeaseTiming;
import io.rolloutoperator.kube.metrics.BuildVersion;
import io.rolloutoperator.kube.metrics.ControllerMetrics;
import io.rolloutoperator.kube.metrics.RolloutSample;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import io.rolloutoperator.kube.runtime.AnalysisSettings.Loopback;
import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.kube.runtime.NotificationSettings.SelfService;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.defaults.AlertLink;
import io.rolloutoperator.notify.defaults.Receivers;
import io.rolloutoperator.notify.outbox.OutboxText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a notification before it is sent, if it is. */
class NotificationLaneTest {

  private static final Receivers NOBODY =
      new Receivers(Optional.empty(), Optional.empty(), Optional.empty());

  private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ControllerMetrics metrics =
      new ControllerMetrics(registry, new BuildVersion("1", "2"));
  private final FakeClock clock = new FakeClock();
  private final LeaseFence fence = LeaseFence.closed(LeaseTiming.DEFAULT, clock);
  private final AtomicInteger received = new AtomicInteger();
  private final List<Runnable> attempts = new ArrayList<>();
  private final List<String> receivers = new ArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> patches = new CopyOnWriteArrayList<>();
  private volatile int refusals;
  private HttpServer receiver;
  private ApiClients clients;

  @BeforeEach
  void open() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          received.incrementAndGet();
          boolean told = exchange.getRequestMethod().equals("POST");
          if (exchange.getRequestMethod().equals("PATCH")) {
            patches.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          }
          if (told) {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          }
          exchange.sendResponseHeaders(told && bodies.size() <= refusals ? 503 : 200, -1);
          exchange.close();
        });
    receiver.start();
    var config = new ConfigBuilder().withMasterUrl(url()).build();
    clients = ApiClients.open(config, "test", fence, (_, _) -> {}, Optional.empty());
  }

  @AfterEach
  void close() {
    clients.close();
    receiver.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
  }

  @Test
  void nothingIsSentWithoutTheLease() {
    NotificationLane lane = new NotificationLane(parts(), pending());
    lane.step();
    assertThat(attempts).hasSize(1);
    attempts.removeFirst().run();
    assertThat(received).hasValue(0);

    fence.renewed(new LeaseFence.Term(1, "me"), LeaseFence.Sent.at(clock));
    lane.step();
    attempts.removeFirst().run();
    assertThat(received).hasValue(1);
  }

  @Test
  void whatWaitsForItsTurnIsCountedFromZero() {
    metrics.observe(RolloutSample.of("shop", "web", EMPTY, EMPTY));
    NotificationLane lane = new NotificationLane(parts(), pending());
    lane.step();
    assertThat(attempts).hasSize(1);
    assertThat(counted())
        .containsOnly(
            Map.entry("notification_send_success", 0.0), Map.entry("notification_send_error", 0.0));
  }

  @Test
  void recipientsAtOtherHostsHaveTurnsOfTheirOwn() {
    new NotificationLane(parts(), pendingTo("hook:", "hook:x", "teams:a", "teams:b", "teams:c"))
        .step();
    assertThat(receivers)
        .containsExactly("hook", "hook", "teams at a.example", "teams at b.example", "teams");
  }

  /** A receiver that was down meanwhile is not told of another release. */
  @Test
  void whatWaitsTellsOfTheReleaseThatItWasPlannedFor() {
    fence.renewed(new LeaseFence.Term(1, "me"), LeaseFence.Sent.at(clock));
    refusals = 1;
    NotificationLane lane = new NotificationLane(parts(), noted("then"));
    lane.step();
    attempts.removeFirst().run();
    lane.see(noted("now"));
    Awaitility.await("another try")
        .until(
            () -> {
              lane.step();
              return !attempts.isEmpty();
            });
    attempts.removeFirst().run();
    assertThat(bodies).containsExactly("hello then", "hello then");
  }

  private static Sighting noted(String note) {
    ObjectNode rollout = ((ObjectNode) pending().tree()).deepCopy();
    rollout.putObject("status").put("message", note);
    return sighting(rollout);
  }

  @Test
  void theNextProcessTellsOfTheMomentThatIsStored() {
    fence.renewed(new LeaseFence.Term(1, "me"), LeaseFence.Sent.at(clock));
    Sighting now = pendingAbout("{\"status\": {\"message\": \"then\"}}", "now");
    new NotificationLane(parts(), now).step();
    attempts.removeFirst().run();
    assertThat(bodies).containsExactly("hello then");
  }

  @Test
  void whatIsPlannedIsStoredWithItsMoment() {
    fence.renewed(new LeaseFence.Term(1, "me"), LeaseFence.Sent.at(clock));
    new NotificationLane(parts(), pendingAbout("null", "then")).step();
    assertThat(patches).singleElement().asString().contains("moment", "then");
  }

  private static Sighting pendingAbout(String moment, String note) {
    ObjectNode rollout = ((ObjectNode) noted(note).tree()).deepCopy();
    ObjectNode annotations = (ObjectNode) rollout.at("/metadata/annotations");
    String pending = annotations.path(OutboxText.ANNOTATION).asText();
    annotations.put(
        OutboxText.ANNOTATION, pending.replace("\"moment\": {}", "\"moment\": " + moment));
    return sighting(rollout);
  }

  private Map<String, Double> counted() {
    return registry
        .scrape(Set.of("notification_send_success", "notification_send_error")::contains)
        .stream()
        .map(UnknownSnapshot.class::cast)
        .flatMap(
            metric ->
                metric.getDataPoints().stream()
                    .map(point -> Map.entry(metric.getMetadata().getName(), point.getValue())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Sighting pending() {
    return pendingTo("hook:");
  }

  private static Sighting pendingTo(String... recipients) {
    String entries =
        Stream.of(recipients)
            .map(
                to ->
                    """
                    {"key": "%1$s", "uid": "u", "revision": "2", "trigger": "on-x", "to": "%1$s",
                     "due": "%2$s", "send": ["t"], "moment": {}}\
                    """
                        .formatted(to, Instant.now()))
            .collect(Collectors.joining(", ", "[", "]"));
    ObjectNode rollout = JsonNodeFactory.instance.objectNode();
    rollout
        .putObject("metadata")
        .putObject("annotations")
        .put("rollout-operator.io/notifications-pending", entries);
    return sighting(rollout);
  }

  private static Sighting sighting(ObjectNode rollout) {
    return RolloutSighting.of(
        new ObjectReference("argoproj.io/v1alpha1", "Rollout", "shop", "web", "u", "1"),
        rollout,
        List.of());
  }

  private LaneParts parts() {
    NotificationConfig config =
        ConfigReader.read(
            Map.of(
                "service.webhook.hook", "url: " + url(),
                "service.teams", "recipientUrls: {a: https://a.example, b: https://b.example}",
                "trigger.on-x", "[{when: 'false', send: [t]}]",
                "template.t",
                    "webhook: {hook: {method: POST, body: \"hello{{with .rollout.status}} {{.message}}{{end}}\"}}"),
            Map.of());
    Configuration all = new Configuration(NotificationConfig.NONE, config, NotificationConfig.NONE);
    ObjectApi api = new ObjectApi(clients);
    return new LaneParts(
        (_, _) -> Optional.of(all),
        new OutboxStore(api),
        new Origins(api),
        new Deliveries(ways(), metrics.notifications(), InstantSource.system()),
        (_, _, _, _) -> {},
        new LaneParts.Schedule() {
          @Override
          public void step(NotificationLane lane, Duration pause) {
            // The test says when.
          }

          @Override
          public void attempt(String name, Runnable attempt) {
            receivers.add(name);
            attempts.add(attempt);
          }
        });
  }

  private static Ways ways() {
    return new Ways(
        new AnalysisSettings(
            Optional.empty(),
            List.of(),
            "home",
            Release.LABELLED,
            Insecure.REFUSED,
            Loopback.ALLOWED),
        new NotificationSettings("home", NOBODY, new AlertLink(""), SelfService.OFF),
        "https://10.0.0.1");
  }
}
