package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.live.LiveObjects;
import io.rolloutoperator.kubectl.view.At;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code -w} with {@code -o json}, {@code yaml} or {@code name}: each object as it is, and again
 * when it changed, as kubectl does for programs.
 */
final class ObjectStream {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Session session;
  private final Output output;
  private final Map<String, JsonNode> printed = new HashMap<>();

  ObjectStream(Session session, Output output) {
    this.session = session;
    this.output = output;
  }

  /**
   * Follows one object until it is deleted.
   *
   * @param limit for how long; empty until the process is ended
   */
  int of(ObjectRef ref, Optional<Duration> limit) throws CommandFailure {
    session.cluster().get(ref);
    Selection selection = Selection.named(ref.kind(), ref.namespace(), ref.name());
    return follow(selection, limit, live -> live.only(ref).map(List::of));
  }

  /** Follows all of a selection until the process is ended. */
  int of(Selection selection) throws CommandFailure {
    session.cluster().list(selection);
    return follow(selection, Optional.empty(), live -> all(live, selection));
  }

  private static Optional<List<JsonNode>> all(LiveObjects live, Selection selection)
      throws CommandFailure {
    ApiFailure refusal = live.refusals().get(selection.kind());
    if (refusal != null) {
      throw refusal;
    }
    return live.of(selection.kind());
  }

  @FunctionalInterface
  private interface Known {
    Optional<List<JsonNode>> of(LiveObjects live) throws CommandFailure;
  }

  private int follow(Selection selection, Optional<Duration> limit, Known known)
      throws CommandFailure {
    Optional<Instant> end = limit.map(session.now()::plus);
    try (LiveObjects live = new LiveObjects(session.cluster())) {
      live.follow(selection);
      LossWarning warning = new LossWarning(session, live);
      while (!Thread.currentThread().isInterrupted()
          && end.map(session.now()::isBefore).orElse(true)) {
        if (live.awaitChange(TICK)) {
          warning.tell();
          known.of(live).ifPresent(objects -> print(selection, objects));
        }
      }
    }
    return ExitCode.OK;
  }

  private void print(Selection selection, List<JsonNode> objects) {
    for (JsonNode object : objects) {
      JsonNode before = printed.put(At.uid(object), object);
      if (!object.equals(before)) {
        if (output == Output.YAML && (before != null || printed.size() > 1)) {
          session.out().println("---");
        }
        output.print(selection.kind(), Output.typed(selection.kind(), object), session.out());
      }
    }
    session.out().flush();
  }
}
