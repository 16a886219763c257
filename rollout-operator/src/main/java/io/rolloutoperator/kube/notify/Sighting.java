package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.message.Moment;
import io.rolloutoperator.notify.outbox.Happening;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An object that people are told of, as a pass saw it. */
interface Sighting {

  ObjectReference reference();

  /** The object, whole but for what the API server keeps of it. */
  JsonNode tree();

  default String namespace() {
    return reference().namespace();
  }

  Map<String, String> annotations();

  RolloutIdentity identity();

  /** What happened to it and is young. */
  List<Happening> happenings(Instant now);

  /** What conditions and templates know of it. */
  Map<String, Value> variables(NotificationConfig config);

  /** The same with what only an earlier look could know. */
  Sighting after(Sighting before);

  /** The same with where it comes from, which may be asked of the API server. */
  Sighting from(Origins origins);

  /** What messages tell of it, small enough to be stored. */
  Moment moment();

  /** The same as it was then, as far as that was stored. */
  Sighting at(Moment then);
}
