package io.rolloutoperator.kubectl.live;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.RequestLog;
import io.rolloutoperator.kubectl.config.Access;
import io.rolloutoperator.kubectl.http.Exchange;
import io.rolloutoperator.kubectl.http.Request;
import io.rolloutoperator.kubectl.http.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers one after the other; a lost connection is an answer too, and so is an open one. */
final class ScriptedTransport implements Transport {

  /** No answer. */
  static final String LOST = "lost";

  /** A watch that was taken and brings nothing while it stands. */
  static final String OPEN = "open";

  private static final Access ACCESS =
      new Access(
          "test",
          URI.create("https://api.example"),
          new Access.Trust(false, Optional.empty(), Optional.empty()),
          Optional.empty(),
          new Access.Identity.Direct(Optional.empty(), Optional.empty()),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          "prod");

  private final Map<String, BlockingQueue<String>> answers = new ConcurrentHashMap<>();
  private final List<String> targets = Collections.synchronizedList(new ArrayList<>());

  private record Answer(int status, InputStream body) implements Exchange {
    @Override
    public void close() {}
  }

  Cluster cluster() {
    return new Cluster(ACCESS, this, Duration.ofSeconds(1), new RequestLog(0, System.err));
  }

  /** The next answer to a question for this kind: a list, changes, or a Status with its code. */
  void then(Kind kind, String answer) {
    answersTo(kind.plural()).add(answer);
  }

  private BlockingQueue<String> answersTo(String plural) {
    return answers.computeIfAbsent(plural, key -> new LinkedBlockingQueue<>());
  }

  /** What was asked for, in its order. */
  List<String> targets() {
    return List.copyOf(targets);
  }

  static String list(String version, String... names) {
    List<String> items = new ArrayList<>();
    for (String name : names) {
      items.add(object(name, "1"));
    }
    return "{\"metadata\":{\"resourceVersion\":\"%s\"},\"items\":[%s]}"
        .formatted(version, String.join(",", items));
  }

  private static String object(String name, String version) {
    return "{\"metadata\":{\"name\":\"%s\",\"uid\":\"%s\",\"resourceVersion\":\"%s\"}}"
        .formatted(name, name, version);
  }

  static String change(String type, String name, String version) {
    return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object(name, version));
  }

  static String refusal(int status, String message) {
    return "{\"kind\":\"Status\",\"code\":%d,\"message\":\"%s\",\"details\":{\"name\":\"x\"}}"
        .formatted(status, message);
  }

  @Override
  public Exchange send(Request request) throws IOException {
    String target = request.target();
    targets.add(target);
    try {
      String answer =
          answersTo(target.substring(target.lastIndexOf('/') + 1, target.indexOf('?'))).take();
      return switch (answer) {
        case LOST -> throw new IOException("lost");
        case OPEN -> new Answer(200, new PipedInputStream(new PipedOutputStream()));
        default ->
            new Answer(
                status(answer), new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
      };
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static int status(String answer) {
    String code = "\"code\":";
    return answer.startsWith("{\"kind\":\"Status\"")
        ? Integer.parseInt(answer.substring(answer.indexOf(code) + code.length()).split(",", 2)[0])
        : 200;
  }

  @Override
  public void close() {}
}
