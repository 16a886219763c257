package io.rolloutoperator.testkit.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.rolloutoperator.testkit.git.GitBehaviour.Phase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Git's HTTP protocol: a list of refs, then one request for a pack or with one. */
final class SmartHttp implements HttpHandler, AutoCloseable {

  private static final String UPLOAD = "git-upload-pack";
  private static final String RECEIVE = "git-receive-pack";
  private static final int OK = 200;
  private static final int FOUND = 302;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  private final Repository repository;
  private final Optional<String> authorization;
  private final Abilities abilities;
  private final PushRules pushes = new PushRules();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger redirects = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile GitBehaviour behaviour = new GitBehaviour.Normal();

  /**
   * What the server is capable of.
   *
   * @param versionTwo of the protocol
   * @param shallow to leave out history
   */
  record Abilities(boolean versionTwo, boolean shallow) {}

  SmartHttp(Repository repository, Optional<String> authorization, Abilities abilities) {
    this.repository = repository;
    this.authorization = authorization;
    this.abilities = abilities;
  }

  void behave(GitBehaviour next) {
    behaviour = next;
  }

  PushRules pushes() {
    return pushes;
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      switch (behaviour) {
        case GitBehaviour.Status(int code) -> exchange.sendResponseHeaders(code, -1);
        case GitBehaviour.Redirect(String location) -> redirect(exchange, location);
        case GitBehaviour.RedirectOnce(String location) -> {
          behaviour = new GitBehaviour.Normal();
          redirect(exchange, location);
        }
        default -> authorized(exchange, path);
      }
    }
  }

  private void redirect(HttpExchange exchange, String location) throws IOException {
    String target = location.replace("{n}", Integer.toString(redirects.incrementAndGet()));
    exchange.getResponseHeaders().add("Location", target);
    exchange.sendResponseHeaders(FOUND, -1);
  }

  private void authorized(HttpExchange exchange, String path) throws IOException {
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization.isPresent() && !authorization.get().equals(sent)) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
      exchange.sendResponseHeaders(UNAUTHORIZED, -1);
    } else if (path.endsWith("/info/refs")) {
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      advertise(exchange, query.endsWith(RECEIVE) ? RECEIVE : UPLOAD);
    } else if (path.endsWith("/" + UPLOAD)) {
      upload(exchange);
    } else if (path.endsWith("/" + RECEIVE)) {
      stallIn(Phase.PUSH);
      receive(exchange);
    } else {
      exchange.sendResponseHeaders(NOT_FOUND, -1);
    }
  }

  private void advertise(HttpExchange exchange, String service) throws IOException {
    stallIn(Phase.CAPABILITIES);
    OutputStream out = answer(exchange, service + "-advertisement");
    PacketLineOut lines = new PacketLineOut(out);
    boolean two = isVersionTwo(exchange) && service.equals(UPLOAD);
    if (!two) {
      lines.writeString("# service=" + service + "\n");
      lines.end();
    }
    if (behaviour instanceof GitBehaviour.Refs(var bytes)) {
      try (InputStream refs = bytes.get()) {
        refs.transferTo(out);
      }
      return;
    }
    PacketLineOutRefAdvertiser advertiser =
        abilities.shallow()
            ? new PacketLineOutRefAdvertiser(lines)
            : new NoShallowAdvertiser(lines);
    if (service.equals(RECEIVE)) {
      ReceivePack pack = pushes.receivePack(repository);
      pack.setBiDirectionalPipe(false);
      pack.sendAdvertisedRefs(advertiser);
    } else {
      uploadPack(two).sendAdvertisedRefs(advertiser);
    }
  }

  private UploadPack uploadPack(boolean two) {
    UploadPack pack = new UploadPack(repository);
    pack.setBiDirectionalPipe(false);
    if (two) {
      pack.setExtraParameters(List.of("version=2"));
    }
    return pack;
  }

  private boolean isVersionTwo(HttpExchange exchange) {
    String asked = exchange.getRequestHeaders().getFirst("Git-Protocol");
    return abilities.versionTwo()
        && !(behaviour instanceof GitBehaviour.Refs)
        && asked != null
        && asked.contains("version=2");
  }

  private void upload(HttpExchange exchange) throws IOException {
    byte[] request = body(exchange).readAllBytes();
    boolean lists = new String(request, StandardCharsets.ISO_8859_1).contains("command=ls-refs");
    stallIn(lists ? Phase.REFS : Phase.NEGOTIATION);
    OutputStream out = answer(exchange, UPLOAD + "-result");
    if (!lists && behaviour instanceof GitBehaviour.Pack(var bytes)) {
      handMade(bytes, 1, out);
      return;
    }
    if (!lists && behaviour instanceof GitBehaviour.Talk(var bytes)) {
      handMade(bytes, 2, out);
      return;
    }
    OutputStream paced = lists ? out : paced(out);
    uploadPack(isVersionTwo(exchange)).upload(new ByteArrayInputStream(request), paced, null);
    paced.flush();
  }

  private static void handMade(Supplier<InputStream> bytes, int channel, OutputStream out)
      throws IOException {
    try (InputStream in = bytes.get()) {
      new HandMadePack(in, channel).writeTo(out);
    }
  }

  private OutputStream paced(OutputStream out) {
    return switch (behaviour) {
      case GitBehaviour.Slow(int millis) -> new PacedOutput(out, closed, millis, Long.MAX_VALUE);
      case GitBehaviour.Stalled(Phase phase) when phase == Phase.PACK ->
          new PacedOutput(out, closed, 0, 200);
      default -> out;
    };
  }

  private void receive(HttpExchange exchange) throws IOException {
    ReceivePack pack = pushes.receivePack(repository);
    pack.setBiDirectionalPipe(false);
    InputStream in = new ByteArrayInputStream(body(exchange).readAllBytes());
    OutputStream out = answer(exchange, RECEIVE + "-result");
    pack.receive(in, out, null);
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(in)
        : in;
  }

  private static OutputStream answer(HttpExchange exchange, String type) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/x-" + type);
    exchange.getResponseHeaders().add("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(OK, 0);
    return exchange.getResponseBody();
  }

  private void stallIn(Phase phase) throws IOException {
    if (behaviour instanceof GitBehaviour.Stalled(Phase where) && where == phase) {
      PacedOutput.await(closed);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
