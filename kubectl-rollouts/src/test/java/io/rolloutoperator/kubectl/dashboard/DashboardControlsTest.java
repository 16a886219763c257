package io.rolloutoperator.kubectl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.World;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is not the page gets nothing, and nothing reaches the cluster. */
class DashboardControlsTest {

  private static final int MIB = 1024 * 1024;

  /** A button of the page, changed in one point. */
  record Case(String name, int status, Function<BrowserCall, BrowserCall> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, int status, Function<BrowserCall, BrowserCall> change) {
    return new Case(name, status, change);
  }

  static Stream<Case> cases() {
    return Stream.of(hosts(), sites(), keys(), bodies(), paths(), methods()).flatMap(s -> s);
  }

  private static Stream<Case> hosts() {
    return Stream.of(
        of("no host", 421, call -> call.with("Host", "")),
        of("another host", 421, call -> call.with("Host", "evil.example:" + call.port())),
        of(
            "a name that ends in ours",
            421,
            call -> call.with("Host", "x.localhost:" + call.port())),
        of("another port", 421, call -> call.with("Host", "127.0.0.1:1")),
        of("no port", 421, call -> call.with("Host", "127.0.0.1")),
        of("two hosts", 421, call -> call.with("Host", "127.0.0.1:" + call.port() + "\nevil")),
        of(
            "a whole address",
            421,
            call -> call.to("http://127.0.0.1:" + call.port() + call.target())));
  }

  private static Stream<Case> sites() {
    return Stream.of(
        of("no origin", 403, call -> call.with("Origin", "")),
        of("another origin", 403, call -> call.with("Origin", "https://evil.example")),
        of("another port's origin", 403, call -> call.with("Origin", "http://127.0.0.1:1")),
        of("an opaque origin", 403, call -> call.with("Origin", "null")),
        of(
            "the same origin by https",
            403,
            call -> call.with("Origin", "https://127.0.0.1:" + call.port())),
        of("another site", 403, call -> call.with("Sec-Fetch-Site", "cross-site")),
        of("another port of this site", 403, call -> call.with("Sec-Fetch-Site", "same-site")));
  }

  private static Stream<Case> keys() {
    return Stream.of(
        of("no cookie", 401, call -> call.with("Cookie", "")),
        of("an old cookie", 401, call -> call.with("Cookie", "rollouts-" + call.port() + "=old")),
        of("another dashboard's cookie", 401, call -> call.with("Cookie", "rollouts-1=old")),
        of("no token", 403, call -> call.with("X-CSRF-Token", "")),
        of("another token", 403, call -> call.with("X-CSRF-Token", "guessed")),
        of("two tokens", 403, call -> call.with("X-CSRF-Token", "a\nb")));
  }

  private static Stream<Case> bodies() {
    return Stream.of(
        of("10 MiB", 413, call -> call.saying("x".repeat(10 * MIB))),
        of("a byte too much", 413, call -> call.saying("x".repeat(MIB + 1))),
        of(
            "2 MiB without a length",
            413,
            call -> call.with("Transfer-Encoding", "chunked").saying("x".repeat(2 * MIB))),
        of(
            "10 MiB without a cookie",
            401,
            call -> call.with("Cookie", "").saying("x".repeat(10 * MIB))),
        of("no type", 415, call -> call.with("Content-Type", "")),
        of("a form", 415, call -> call.with("Content-Type", "application/x-www-form-urlencoded")),
        of("plain text", 415, call -> call.with("Content-Type", "text/plain")),
        of("no JSON", 400, call -> call.saying("{")),
        of("no object", 400, call -> call.saying("[]")),
        of("no revision", 400, call -> call.to(action("undo"))),
        of(
            "a revision that is none",
            400,
            call -> call.to(action("undo")).saying("{\"revision\":0}")),
        of("no images", 400, call -> call.to(action("set-image"))),
        of(
            "an empty image",
            400,
            call -> call.to(action("set-image")).saying("{\"images\":{\"shop\":\" \"}}")));
  }

  private static Stream<Case> paths() {
    return Stream.of(
        of("up", 400, call -> call.to("/rollouts/api/v1/../..")),
        of("up, encoded", 400, call -> call.to("/rollouts/api/%2e%2e/assets")),
        of("a hidden slash", 400, call -> call.to("/rollouts/api/rollout/prod%2Fshop/x/promote")),
        of("a backslash", 400, call -> call.to("/rollouts/assets/..%5cindex.html")),
        of("two slashes", 400, call -> call.to("/rollouts//api")),
        of("a null", 400, call -> call.to("/rollouts/assets/main.js%00")),
        of(
            "markup as a name",
            400,
            call -> call.to("/rollouts/api/rollout/prod/%3Cscript%3E/promote")),
        of("capitals", 400, call -> call.to("/rollouts/api/rollout/prod/Shop/promote")),
        of("a name of dots", 400, call -> call.to("/rollouts/api/rollout/.../shop/promote")),
        of("another root", 404, call -> call.to("/api/rollout/prod/shop/promote")),
        of("an unknown action", 404, call -> call.to(action("delete"))),
        of("an unknown address", 404, call -> call.to("/rollouts/api/secrets")),
        of("a deeper address", 404, call -> call.to(action("promote") + "/x")));
  }

  private static Stream<Case> methods() {
    return Stream.of("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "GET")
        .map(method -> of(method, 405, call -> call.by(method)));
  }

  private static String action(String name) {
    return "/rollouts/api/rollout/prod/shop/" + name;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aChangedRequestIsRefusedAndWritesNothing(Case each) throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      BrowserCall.Reply reply = each.change().apply(dashboard.press("promote", "{}")).send();

      assertThat(reply.status()).as(reply.body()).isEqualTo(each.status());
      assertThat(reply.body()).startsWith("{\"message\":\"").doesNotContain("<", "Exception");
      assertThat(dashboard.writes()).isEmpty();
      assertIsHardened(reply);
    }
  }

  /** What the table changes is right before. */
  @Test
  void theUnchangedRequestIsDone() throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      for (String host : new String[] {"127.0.0.1:", "localhost:", "[::1]:"}) {
        String own = host + dashboard.port();
        BrowserCall call = dashboard.press("promote", "{}");
        BrowserCall.Reply reply = call.with("Host", own).with("Origin", "http://" + own).send();
        assertThat(reply.body()).isEqualTo("{\"message\":\"rollout 'shop' promoted\"}");
        assertIsHardened(reply);
      }
      assertThat(dashboard.writes()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "assets/main.js",
        "assets/style.css",
        "rollout/prod/shop",
        "api/session",
        "api/rollouts"
      })
  void everyAnswerIsHardened(String path) throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      try (var socket = dashboard.read(path).open()) {
        var in = socket.getInputStream();
        assertThat(BrowserCall.readLine(in)).startsWith("HTTP/1.1 200");
        assertIsHardened(new BrowserCall.Reply(200, BrowserCall.readFields(in), ""));
      }
    }
  }

  private static void assertIsHardened(BrowserCall.Reply reply) {
    assertThat(reply.fields())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("cache-control", "no-store")
        .doesNotContainKey("access-control-allow-origin");
    assertThat(reply.field("content-security-policy"))
        .startsWith("default-src 'self';")
        .doesNotContain("unsafe");
  }

  @Test
  void theKeyIsGivenUpForACookieThatOtherSitesCannotSend() throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      String target = "/rollouts/?" + dashboard.server().address().getQuery();
      BrowserCall.Reply reply = BrowserCall.get(dashboard.port(), target).send();
      assertThat(reply.status()).isEqualTo(303);
      assertThat(reply.fields()).containsEntry("location", "/rollouts/");
      assertThat(reply.field("set-cookie"))
          .endsWith("; Path=/rollouts/; HttpOnly; SameSite=Strict");
    }
  }

  @Test
  void aWrongKeyGivesNoCookie() throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      BrowserCall.Reply reply = BrowserCall.get(dashboard.port(), "/rollouts/?key=guessed").send();
      assertThat(reply.fields()).doesNotContainKey("set-cookie");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"api/session", "api/namespaces", "api/rollouts", "api/rollout/prod/shop"})
  void withoutTheCookieNothingIsRead(String path) throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      BrowserCall.Reply reply = dashboard.read(path).with("Cookie", "").send();
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.body())
          .contains("open the address that 'kubectl rollouts dashboard' printed");
      assertThat(dashboard.cluster().log()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"promote", "promote-full", "abort", "retry", "restart", "undo", "set-image"})
  void whoMayOnlyReadChangesNothing(String action) throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused(), true)) {
      BrowserCall.Reply reply = dashboard.press(action, "{}").send();
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.body()).contains("--read-only");
      assertThat(dashboard.writes()).isEmpty();
    }
  }

  /** Other users of the machine reach the port, and other ports' pages send the cookie along. */
  @ParameterizedTest
  @ValueSource(strings = {"Cookie", "Origin", "X-CSRF-Token"})
  void aFloodOfStrangersKeepsNobodyFromAnAbort(String missing) throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      for (int i = 0; i < 50; i++) {
        BrowserCall stranger = dashboard.press("abort", "{}").with(missing, "");
        assertThat(stranger.send().status()).isIn(401, 403, 429);
      }
      assertThat(dashboard.press("abort", "{}").send().status()).isEqualTo(200);
    }
  }

  @Test
  void strangersAreHeldBackToo() throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      BrowserCall stranger = dashboard.read("api/rollouts").with("Cookie", "");
      int sent = 0;
      while (sent < 10_000 && stranger.send().status() != 429) {
        sent++;
      }
      assertThat(sent).isBetween(50, 9_999);
      assertThat(dashboard.read("api/session").send().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rollouts", "tools/rollouts"})
  void thePageIsBelowItsRootPath(String root) throws Exception {
    Settings settings = Settings.of(0, root, false, "prod", "test");
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused(), settings)) {
      assertThat(dashboard.read("").send().body())
          .contains("<base href=\"" + settings.base() + "\">");
      assertThat(dashboard.press("promote", "{}").send().status()).isEqualTo(200);
      String above = root.isEmpty() ? "/nothing" : "/";
      assertThat(dashboard.read("").to(above).send().status())
          .isEqualTo(root.isEmpty() ? 404 : 303);
    }
  }

  @Test
  void aFloodOfThoseWhoMayNotKeepsNobodyElseOut() throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      for (int i = 0; i < 30; i++) {
        assertThat(dashboard.press("promote", "{}").with("Cookie", "").send().status())
            .isEqualTo(401);
      }
      assertThat(dashboard.press("promote", "{}").send().status()).isEqualTo(200);
    }
  }

  @Test
  void aFloodOfActionsIsHeldBack() throws Exception {
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      int sent = 0;
      while (sent < 1000 && dashboard.press("promote", "{}").send().status() != 429) {
        sent++;
      }
      assertThat(sent).isBetween(10, 999);
    }
  }
}
