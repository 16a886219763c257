package io.rolloutoperator.kubectl.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectList;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How long is waited between watches, and what is told meanwhile. */
class FollowerTest {

  private static final String LIST = ScriptedTransport.list("10", "a");
  private static final String NOTHING = "";
  private static final String CHANGE = ScriptedTransport.change("MODIFIED", "a", "11");
  private static final String BOOKMARK = ScriptedTransport.change("BOOKMARK", "", "12");
  private static final String FORGOTTEN = ScriptedTransport.refusal(410, "too old");
  private static final String END = ScriptedTransport.refusal(403, "forbidden");

  private final List<String> told = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();

  private final class Told implements Follower.Listener {
    @Override
    public void listed(Kind kind, ObjectList objects) {
      told.add("listed");
    }

    @Override
    public void connected(Kind kind) {
      told.add("connected");
    }

    @Override
    public void changed(Kind kind, String type, JsonNode object) {
      told.add(type);
    }

    @Override
    public void lost(Kind kind, CommandFailure why) {
      told.add("lost");
    }

    @Override
    public void refused(Kind kind, ApiFailure why) {
      told.add("refused");
    }
  }

  private static Arguments of(List<String> answers, List<Long> waits, String... told) {
    return Arguments.of(answers, waits, List.of(told));
  }

  static Stream<Arguments> answers() {
    String c = "connected";
    return Stream.of(
        of(
            List.of(LIST, NOTHING, NOTHING, NOTHING),
            List.of(500L, 1000L, 2000L),
            "listed",
            c,
            c,
            c),
        of(
            List.of(LIST, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING),
            List.of(500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L),
            "listed",
            c,
            c,
            c,
            c,
            c,
            c,
            c),
        of(
            List.of(LIST, NOTHING, NOTHING, CHANGE, NOTHING),
            List.of(500L, 1000L, 500L, 1000L),
            "listed",
            c,
            c,
            c,
            "MODIFIED",
            c),
        of(List.of(LIST, BOOKMARK, BOOKMARK), List.of(500L, 500L), "listed", c, c),
        of(
            List.of(LIST, ScriptedTransport.LOST, ScriptedTransport.LOST, BOOKMARK),
            List.of(500L, 1000L, 500L),
            "listed",
            "lost",
            "lost",
            c),
        of(
            List.of(LIST, FORGOTTEN, LIST, FORGOTTEN, LIST),
            List.of(500L, 1000L),
            "listed",
            "listed",
            "listed"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void noWatchBeginsAtOnceAfterAnother(List<String> answers, List<Long> pauses, List<String> saw) {
    ScriptedTransport script = new ScriptedTransport();
    answers.forEach(answer -> script.then(Kind.POD, answer));
    script.then(Kind.POD, END);

    new Follower(script.cluster(), Selection.of(Kind.POD, "prod"), new Told(), this::pause).run();

    assertThat(waits).isEqualTo(pauses);
    assertThat(told).startsWith(saw.toArray(String[]::new)).endsWith("refused");
    assertThat(told).hasSize(saw.size() + 1);
  }

  private void pause(Duration time) {
    waits.add(time.toMillis());
  }
}
