package io.rolloutoperator.kubectl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.RequestLog;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.config.Access;
import io.rolloutoperator.kubectl.http.Exchange;
import io.rolloutoperator.kubectl.http.Request;
import io.rolloutoperator.kubectl.http.Transport;
import io.rolloutoperator.kubectl.view.At;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class LiveObjectsTest {

  private static final Access ACCESS =
      new Access(
          "test",
          URI.create("https://api.example"),
          new Access.Trust(false, Optional.empty(), Optional.empty()),
          Optional.empty(),
          new Access.Identity.Direct(Optional.empty(), Optional.empty()),
          Optional.empty(),
          List.of(),
          "prod");

  /** Answers one after the other; a lost connection is an answer too. */
  private static final class Script implements Transport {
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> targets = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Exchange send(Request request) throws IOException {
      targets.add(request.target());
      try {
        String answer = answers.take();
        if (answer.equals("lost")) {
          throw new IOException("lost");
        }
        int status = answer.startsWith("{\"kind\":\"Status\"") ? 403 : 200;
        return new Answer(
            status, new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void close() {}
  }

  private record Answer(int status, InputStream body) implements Exchange {
    @Override
    public void close() {}
  }

  private final Script script = new Script();
  private final LiveObjects live =
      new LiveObjects(
          new Cluster(ACCESS, script, Duration.ofSeconds(1), new RequestLog(0, System.err)));

  private static String list(String version, String... names) {
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

  private static String change(String type, String name, String version) {
    return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object(name, version));
  }

  private void names(String... expected) {
    await()
        .untilAsserted(
            () ->
                assertThat(live.of(Kind.ROLLOUT).orElse(List.of()))
                    .extracting(At::name)
                    .containsExactlyInAnyOrder(expected));
  }

  @Test
  void changesAreFollowedOverEndedAndLostConnections() {
    script.answers.add(list("10", "a", "b"));
    script.answers.add(change("ADDED", "c", "11") + change("DELETED", "a", "12"));
    script.answers.add("lost");
    script.answers.add(change("BOOKMARK", "", "20") + change("ADDED", "d", "21"));
    live.follow(Selection.of(Kind.ROLLOUT, "prod"));

    names("b", "c", "d");
    assertThat(live.loss()).isEmpty();
    await().until(() -> script.targets.size() == 5);
    assertThat(script.targets)
        .extracting(target -> target.substring(target.indexOf('?')))
        .containsExactly(
            "?limit=500",
            "?watch=true&allowWatchBookmarks=true&resourceVersion=10",
            "?watch=true&allowWatchBookmarks=true&resourceVersion=12",
            "?watch=true&allowWatchBookmarks=true&resourceVersion=12",
            "?watch=true&allowWatchBookmarks=true&resourceVersion=21");
  }

  @Test
  void aForgottenPlaceIsListedAgain() {
    script.answers.add(list("10", "a", "b"));
    script.answers.add(
        "{\"type\":\"ERROR\",\"object\":{\"code\":410,\"message\":\"too old resource version\"}}");
    script.answers.add(list("30", "b"));
    live.follow(Selection.of(Kind.ROLLOUT, "prod"));

    names("b");
    await().until(() -> script.targets.size() == 4);
    assertThat(script.targets.getLast()).endsWith("resourceVersion=30");
  }

  @Test
  void aLostConnectionIsToldUntilItIsBack() {
    script.answers.add(list("10", "a"));
    script.answers.add("lost");
    live.follow(Selection.of(Kind.ROLLOUT, "prod"));

    await().until(() -> live.loss().isPresent());
    names("a");
    script.answers.add(change("MODIFIED", "a", "11"));
    await().until(() -> live.loss().isEmpty());
  }

  @Test
  void aRefusalIsKeptAndNotRepeated() {
    script.answers.add(
        "{\"kind\":\"Status\",\"message\":\"pods is forbidden\",\"details\":{\"name\":\"x\"}}");
    live.follow(Selection.of(Kind.POD, "prod"));

    await().until(() -> live.refusals().containsKey(Kind.POD));
    assertThat(live.refusals().get(Kind.POD)).hasMessage("pods is forbidden");
    assertThat(live.of(Kind.POD)).isEmpty();
    assertThat(script.targets).hasSize(1);
  }
}
