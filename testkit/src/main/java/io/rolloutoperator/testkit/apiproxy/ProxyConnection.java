package io.rolloutoperator.testkit.apiproxy;

import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connection of a client with the one to the API server behind it. Both end together. */
final class ProxyConnection implements AutoCloseable {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NEVER_HEARD_OF = 0;

  /** How long a client may take to end a connection that has told it all. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** What connections have in common. */
  interface Shared {
    /** What is to become of a request; nothing if it is handed on. */
    Optional<Fault> fault(ProxiedRequest request);

    /** Hears of an answer before the client does. */
    void answered(Exchange exchange);

    /** Runs something beside the connection. */
    void run(Runnable task);
  }

  private final Socket client;
  private final InputStream in;
  private final OutputStream out;
  private final ApiServer server;
  private final Shared shared;
  private volatile @Nullable Upstream upstream;
  private volatile @Nullable ProxiedRequest current;

  ProxyConnection(Socket client, ApiServer server, Shared shared) throws IOException {
    this.client = client;
    this.in = new BufferedInputStream(client.getInputStream());
    this.out = client.getOutputStream();
    this.server = server;
    this.shared = shared;
  }

  /** Works until one side ends. */
  void serve() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        Optional<HttpHead> head = HttpHead.read(in);
        goesOn = head.isPresent() && exchange(Asked.read(head.get(), in));
      }
    } catch (IOException _) {
      // One side has ended, and the other ends with it.
    } finally {
      close();
    }
  }

  /** Ends the connection if this holds for the request that it works on. */
  void closeIf(Predicate<ProxiedRequest> about) {
    ProxiedRequest request = current;
    if (request != null && about.test(request)) {
      close();
    }
  }

  /** Whether the connection is good for another request. */
  private boolean exchange(Asked asked) throws IOException {
    current = asked.request();
    Optional<Fault> fault = shared.fault(asked.request());
    boolean goesOn = fault.isPresent() ? meet(fault.get(), asked) : handOn(asked);
    current = null;
    return goesOn && !asked.head().closes();
  }

  private boolean meet(Fault fault, Asked asked) throws IOException {
    return switch (fault) {
      case Fault.Answer answer -> refuse(asked, answer);
      case Fault.Cut cut -> cut(asked, cut);
      case Fault.Hold hold -> hold(asked, hold);
      case Fault.Delay(Duration pause) -> {
        sleep(pause);
        yield handOn(asked);
      }
      case Fault.ExpiredWatch() -> expire(asked);
      case Fault.Events(WatchEvents seen) -> watch(asked, seen);
    };
  }

  private boolean handOn(Asked asked) throws IOException {
    HttpHead answer = ask(asked);
    out.write(answer.bytes());
    out.flush();
    if (status(answer) == SWITCHING_PROTOCOLS) {
      Upstream open = upstream();
      shared.run(() -> sendAll(open));
      open.relayAll(out);
      return false;
    }
    HttpBody body = body(asked, answer);
    upstream().relay(body, out);
    return !answer.closes() && !(body instanceof HttpBody.UntilClose);
  }

  /** The head of the server's answer. */
  private HttpHead ask(Asked asked) throws IOException {
    HttpHead answer = upstream().ask(asked.head(), asked.body());
    tell(asked, status(answer));
    return answer;
  }

  /** The server's whole answer, of which the client knows nothing yet. */
  private byte[] askAndKeep(Asked asked) throws IOException {
    HttpHead answer = ask(asked);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.writeBytes(answer.bytes());
    upstream().relay(body(asked, answer), kept);
    return kept.toByteArray();
  }

  private boolean watch(Asked asked, WatchEvents seen) throws IOException {
    HttpHead answer = ask(asked);
    Upstream open = upstream();
    if (status(answer) == SWITCHING_PROTOCOLS) {
      out.write(answer.bytes());
      shared.run(() -> sendAll(open));
      open.relayFrames(seen, out);
      return false;
    }
    out.write(answer.without("Content-Length").with("Transfer-Encoding", "chunked").bytes());
    open.relayLines(body(asked, answer), seen, out);
    return !answer.closes();
  }

  private void sendAll(Upstream open) {
    try {
      open.sendAll(in);
    } catch (IOException _) {
      // One side has ended, and the other ends with it.
    } finally {
      close();
    }
  }

  private boolean refuse(Asked asked, Fault.Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    List<HttpHead.Field> fields = new ArrayList<>();
    fields.add(new HttpHead.Field("Content-Type", "application/json"));
    fields.add(new HttpHead.Field("Content-Length", Integer.toString(body.length)));
    answer.headers().forEach((name, value) -> fields.add(new HttpHead.Field(name, value)));
    tell(asked, answer.status());
    out.write(new HttpHead("HTTP/1.1 " + answer.status() + " Refused", fields).bytes());
    out.write(body);
    out.flush();
    return true;
  }

  private boolean cut(Asked asked, Fault.Cut cut) throws IOException {
    if (cut.moment() == Moment.AFTER) {
      askAndKeep(asked);
    } else {
      tell(asked, NEVER_HEARD_OF);
    }
    cut.meanwhile().run();
    return false;
  }

  private boolean hold(Asked asked, Fault.Hold hold) throws IOException {
    if (hold.moment() == Moment.BEFORE) {
      await(hold.until());
      return handOn(asked);
    }
    byte[] answer = askAndKeep(asked);
    await(hold.until());
    out.write(answer);
    out.flush();
    return true;
  }

  private boolean expire(Asked asked) throws IOException {
    tell(asked, 410);
    out.write(ExpiredWatch.answer(asked.head()));
    out.flush();
    if (asked.request().isUpgrade()) {
      client.setSoTimeout((int) FAREWELL.toMillis());
      in.transferTo(OutputStream.nullOutputStream());
    }
    return false;
  }

  private void tell(Asked asked, int status) {
    shared.answered(new Exchange(asked.request(), asked.at(), status));
  }

  private Upstream upstream() throws IOException {
    Upstream open = upstream;
    if (open == null) {
      open = Upstream.open(server);
      upstream = open;
    }
    return open;
  }

  private static HttpBody body(Asked asked, HttpHead answer) throws IOException {
    return HttpBody.ofAnswer(asked.request().method(), status(answer), answer);
  }

  private static int status(HttpHead answer) throws IOException {
    try {
      return Integer.parseInt(answer.word(1));
    } catch (NumberFormatException e) {
      throw new IOException("no answer: " + answer.startLine(), e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the proxy is closed");
    }
  }

  private static void sleep(Duration pause) throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the proxy is closed");
    }
  }

  @Override
  public void close() {
    try (Socket _ = client;
        Upstream _ = upstream) {
      // Both, whatever becomes of the first.
    } catch (IOException _) {
      // It is closed.
    }
  }
}
