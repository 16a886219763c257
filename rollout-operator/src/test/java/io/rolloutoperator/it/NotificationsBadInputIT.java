package io.rolloutoperator.it;

import static io.rolloutoperator.it.TroublesomeReceiver.answer;
import static io.rolloutoperator.it.TroublesomeReceiver.endless;
import static io.rolloutoperator.it.TroublesomeReceiver.heldUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.it.TroublesomeReceiver.Request;
import io.rolloutoperator.testkit.git.TestCertificates;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Receivers and configurations that are no good: one Warning Event says so without a secret, the
 * release goes on, and whoever can be told is told.
 */
@RequiresCluster
@ExpectWarnings({"NotificationFailed", "NotificationConfigInvalid"})
@Order(1) // begins early, as it takes long
class NotificationsBadInputIT {
  private static final String TOKEN = "s3cr3t-t0k3n";

  /** Paths of webhooks are credentials. */
  private static final String HOOKS = "/hooks/p4th-t0k3n/";

  private static final CountDownLatch never = new CountDownLatch(1);
  private static final TroublesomeReceiver receiver = TroublesomeReceiver.open();
  private static final TroublesomeReceiver untrusted =
      TroublesomeReceiver.openTls(new TestCertificates().server());
  private static ShippedOperator operator;

  private final TestNamespace namespace;

  NotificationsBadInputIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: argo-rollouts-notification-secret}
        stringData: {token: %s}
        """
            .formatted(TOKEN));
    namespace.apply(BadNotifications.configMap(HOOKS, receiver, untrusted));
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.addAll(List.of("--leader-elect=false", "--egress-allowed-host=localhost"));
    flags.add("--alerts-webhook=" + receiver.url("/alerts"));
    operator = ShippedOperator.startProcess(namespace, flags.toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    operator.local().close();
    never.countDown();
    receiver.close();
    untrusted.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          down       | no connection to 127.0.0.1; it is tried again
          slow       | 127.0.0.1 did not answer within 10s; it is tried again
          forbidding | 127.0.0.1 answered 403: no entry with *****
          busy       | 127.0.0.1 answered 429; it is tried again
          broken     | 127.0.0.1 answered 503; it is tried again
          moved      | 127.0.0.1 answered with a redirect, which is not followed
          chatty     | 127.0.0.1 answered 400: xxxxxxxx
          untrusted  | TLS certificate of "localhost" is not trusted; it is tried again
          metadata   | 169.254.169.254: address not allowed by egress policy (link-local)
          """)
  void aReceiverThatTakesNothingIsToldOfOnceAndStopsNoRelease(String name, String reason) {
    receiver
        .at(HOOKS + "slow", heldUntil(never), heldUntil(never), heldUntil(never))
        .at(HOOKS + "forbidding", answer(403, "no entry with Bearer " + TOKEN))
        .at(HOOKS + "busy", answer(429, ""))
        .at(HOOKS + "broken", answer(503, "<html>"))
        .at(HOOKS + "moved", answer(302, Map.of("Location", receiver.url("/elsewhere")), ""))
        .at(HOOKS + "chatty", endless(400));
    release(name, "on-release", name);
    toldOnce(name, reason);
    assertThat(receiver.got("/elsewhere")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          unclosed  | on-unclosed  | template "unclosed": line 1: unclosed action
          misspelt  | on-misspelt  | template "misspelt": unknown field "x"
          busy-loop | on-busy-loop | template "busy-loop": stopped after 100000 steps
          itself    | on-itself    | template "itself": blocks and templates nested deeper than 100
          megabyte  | on-megabyte  | template "megabyte": output larger than 64 KiB
          no-list   | on-no-list   | template 'there-is-none' is not configured
          unknown   | on-unknown   | trigger 'on-unknown' is not configured
          unnamed   | on-release   | service 'unnamed' is not configured
          """)
  void aConfigurationThatIsWrongIsToldOfOnceAndStopsNoRelease(
      String service, String trigger, String reason) {
    release(service, trigger, service);
    toldOnce(service, reason);
    assertThat(receiver.got(HOOKS + service)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"later,503", "later-still,429"})
  void whatIsNotTakenAtFirstIsDeliveredWithTheSameKey(String name, int status) {
    receiver.at(HOOKS + name, answer(status, ""), answer(status, ""));
    release(name, "on-release", name);
    toldOnce(name, "127.0.0.1 answered " + status + "; it is tried again");
    delivered(name, 3);
  }

  @Test
  void whatIsWrongWhoeverSubscribesIsToldOfOnceOnTheConfigMap() {
    release("secretless", "on-release", "secretless");
    String configMap = "argo-rollouts-notification-configmap";
    namespace.await(
        "it is told", () -> !warnings(configMap, "NotificationConfigInvalid").isEmpty());
    assertThat(warnings(configMap, "NotificationConfigInvalid"))
        .singleElement()
        .asString()
        .contains("Secret argo-rollouts-notification-secret has no key there-is-none")
        .contains("template \"unclosed\": line 1: unclosed action")
        .doesNotContain(TOKEN);
  }

  @Test
  void aReceiverIsNotAskedAgainBeforeTheSecondsItNames() {
    receiver.at(HOOKS + "seconds", answer(429, Map.of("Retry-After", "4"), ""));
    release("seconds", "on-release", "seconds");
    List<Request> requests = delivered("seconds", 2);
    assertThat(requests.getLast().at()).isAfterOrEqualTo(requests.getFirst().at().plusSeconds(4));
  }

  @Test
  void aReceiverIsNotAskedAgainBeforeTheDateItNames() {
    Instant free = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.SECONDS);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(free.atOffset(ZoneOffset.UTC));
    receiver.at(HOOKS + "date", answer(429, Map.of("Retry-After", date), ""));
    release("date", "on-release", "date");
    assertThat(delivered("date", 2).getLast().at()).isAfterOrEqualTo(free);
  }

  @Test
  void anEndlessAnswerThatSaysYesIsAYes() {
    receiver.at(HOOKS + "endless", endless(200));
    release("endless", "on-release", "endless");
    delivered("endless", 1);
    assertThat(failures("endless")).isEmpty();
  }

  @Test
  void alertsOfTheFlagsTakeNoSubscriptionToTheSameTriggerAway() {
    release("both", "on-rollout-completed", "live");
    namespace.await("the flags' receiver is told", () -> isTold("/alerts", "\"both\""));
    namespace.await("the subscriber is told", () -> isTold(HOOKS + "live", "both is complete"));
    assertThat(failures("both")).isEmpty();
  }

  private static boolean isTold(String path, String text) {
    return receiver.got(path).stream().anyMatch(request -> request.body().contains(text));
  }

  /** Its second version pauses, of which somebody else is told, and is promoted. */
  private void release(String name, String trigger, String service) {
    LiveRollout rollout = LiveRollout.deploy(namespace, name, 1, "{steps: [{pause: {}}]}");
    rollout.patch(
        """
        {metadata: {annotations: {
          notifications.argoproj.io/subscribe.%s.%s: "",
          notifications.argoproj.io/subscribe.on-release.live: ""}}}
        """
            .formatted(trigger, service));
    rollout.version("v2");
    rollout.awaitPhase("Paused");
    namespace.await(
        "the other receiver is told of " + name,
        () -> receiver.got(HOOKS + "live").stream().anyMatch(r -> r.body().equals(name)));
    rollout.promote();
    rollout.awaitPhase("Healthy");
  }

  private void toldOnce(String name, String reason) {
    namespace.await("it is told", () -> !failures(name).isEmpty());
    assertThat(failures(name)).singleElement().asString().contains(reason);
    assertThat(failures(name).toString() + operator.local().logLines())
        .doesNotContain(TOKEN)
        .doesNotContain("p4th-t0k3n");
    namespace.await(
        "it is counted",
        () ->
            metrics()
                .lines()
                .filter(line -> line.startsWith("rollout_events_total"))
                .filter(line -> line.contains("name=\"" + name + "\""))
                .filter(line -> line.contains("reason=\"NotificationFailed\""))
                .anyMatch(line -> line.endsWith(" 1.0")));
  }

  private static String metrics() throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + operator.metricsPort() + "/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    }
  }

  private List<String> failures(String rollout) {
    return warnings(rollout, "NotificationFailed");
  }

  /** The messages of Events about an object; one that was told twice is there twice. */
  private List<String> warnings(String name, String reason) {
    List<String> warnings = new ArrayList<>();
    for (JsonNode event : namespace.events()) {
      boolean isAboutIt = event.path("involvedObject").path("name").asText().equals(name);
      if (isAboutIt && event.path("reason").asText().equals(reason)) {
        for (int i = 0; i < Math.max(1, event.path("count").asInt()); i++) {
          warnings.add(event.path("message").asText());
        }
      }
    }
    return warnings;
  }

  private List<Request> delivered(String name, int attempts) {
    namespace.await(
        name + " is told", () -> receiver.got(HOOKS + name).size() == attempts && !isPending(name));
    List<Request> requests = receiver.got(HOOKS + name);
    assertThat(requests).extracting(Request::key).containsOnly(requests.getFirst().key());
    assertThat(requests).hasSize(attempts);
    return requests;
  }

  private boolean isPending(String name) {
    return new LiveRollout(namespace, name)
        .object()
        .path("metadata")
        .path("annotations")
        .has("rollout-operator.io/notifications-pending");
  }
}
