package io.rolloutoperator.kubectl.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Keeps out whoever is not the page of this server in the browser of the user who started it. */
final class Guards {

  /** Requests of pages: a page is a dozen files. */
  private static final int REQUESTS_PER_SECOND = 20;

  private static final int REQUESTS_AT_ONCE = 100;

  /** Actions: more than a person does. */
  private static final int ACTIONS_PER_SECOND = 2;

  private static final int ACTIONS_AT_ONCE = 10;

  /** Browsers leave it out of addresses. */
  private static final int USUAL_PORT_OF_HTTP = 80;

  private final Settings settings;
  private final Keys keys;
  private final Set<String> hosts;
  private final String cookie;
  private final RateLimit requests;
  private final RateLimit actions;
  private final RateLimit strangers;

  /**
   * Guards.
   *
   * @param port on which the server listens
   * @param nanos a clock that only goes forward
   */
  Guards(Settings settings, Keys keys, int port, LongSupplier nanos) {
    this.settings = settings;
    this.keys = keys;
    String suffix = port == USUAL_PORT_OF_HTTP ? "" : ":" + port;
    this.hosts = Set.of("localhost" + suffix, "127.0.0.1" + suffix, "[::1]" + suffix);
    this.cookie = cookie(port);
    this.requests = new RateLimit(REQUESTS_PER_SECOND, REQUESTS_AT_ONCE, nanos);
    this.actions = new RateLimit(ACTIONS_PER_SECOND, ACTIONS_AT_ONCE, nanos);
    this.strangers = new RateLimit(REQUESTS_PER_SECOND, REQUESTS_AT_ONCE, nanos);
  }

  /** Browsers send cookies to all ports of a host: each dashboard has its own. */
  static String cookie(int port) {
    return "rollouts-" + port;
  }

  private interface Guard {
    Optional<Rejected> refusal(Call call);
  }

  /** What holds for every request, whatever it asks for. */
  void admit(Call call) throws Rejected {
    check(call, List.of(this::host, this::method, this::rate));
  }

  /** What holds for requests that read data or change something. */
  void admitPage(Call call) throws Rejected {
    check(call, List.of(this::site, this::session, this::token, this::readOnly, this::pace));
  }

  private static void check(Call call, List<Guard> guards) throws Rejected {
    for (Guard guard : guards) {
      Optional<Rejected> refusal = guard.refusal(call);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    }
  }

  private static Optional<Rejected> refused(boolean when, int status, String why) {
    return when ? Optional.of(new Rejected(status, why)) : Optional.empty();
  }

  /** A name that somebody else's DNS points here is not ours. */
  private Optional<Rejected> host(Call call) {
    boolean ours = call.field("host").map(hosts::contains).orElse(false) && !call.absolute();
    return refused(!ours, 421, "this server is only for localhost and 127.0.0.1");
  }

  private Optional<Rejected> method(Call call) {
    boolean known = call.method().equals("GET") || call.isPost();
    return refused(!known, 405, "only GET and POST are taken here");
  }

  /** Whoever else reaches the port uses up nothing of what the page may do. */
  private Optional<Rejected> rate(Call call) {
    boolean own = session(call).isEmpty() && site(call).isEmpty();
    RateLimit limit = own ? requests : strangers;
    return refused(!limit.passes(), 429, "too many requests at once: wait a second");
  }

  /** Asked last: who may not act cannot use up what others may. */
  private Optional<Rejected> pace(Call call) {
    boolean passes = !call.isPost() || actions.passes();
    return refused(!passes, 429, "too many actions at once: wait a second");
  }

  /** Pages of other origins, other ports of this machine among them, get nothing. */
  private Optional<Rejected> site(Call call) {
    String own = "http://" + call.field("host").orElse("");
    boolean origin =
        call.fields().containsKey("origin")
            ? call.field("origin").map(own::equals).orElse(false)
            : !call.isPost();
    String site = call.field("sec-fetch-site").orElse("same-origin");
    boolean fetch = site.equals("same-origin") || site.equals("none");
    return refused(!origin || !fetch, 403, "this request comes from another site");
  }

  private Optional<Rejected> session(Call call) {
    boolean known = call.cookie(cookie).map(c -> Keys.equal(keys.session(), c)).orElse(false);
    return refused(
        !known,
        401,
        "this page has no key to the dashboard: open the address that 'kubectl rollouts dashboard' printed");
  }

  private Optional<Rejected> token(Call call) {
    boolean known =
        call.field("x-csrf-token").map(token -> Keys.equal(keys.csrf(), token)).orElse(false);
    return refused(call.isPost() && !known, 403, "the token of the page is missing or old: reload");
  }

  private Optional<Rejected> readOnly(Call call) {
    return refused(
        call.isPost() && settings.readOnly(), 403, "this dashboard was started with --read-only");
  }
}
