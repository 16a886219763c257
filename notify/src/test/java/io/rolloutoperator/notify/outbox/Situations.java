package io.rolloutoperator.notify.outbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a Rollout and its configurations may look like when notifications are planned. */
final class Situations {

  static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private Situations() {}

  /** Of a Rollout whose revision and annotations these are. */
  static Situation of(
      List<Source> sources,
      String revision,
      Map<String, String> annotations,
      Happening... happenings) {
    return new Situation(
        sources,
        new RolloutIdentity("prod", "u-1", revision, Map.of(), annotations),
        List.of(happenings),
        NOW);
  }

  /**
   * A configuration, and what its conditions see.
   *
   * @param weight the only field of the Rollout
   */
  static Source source(Owner owner, NotificationConfig config, int weight) {
    return new Source(
        owner,
        config,
        Variables.of(
            JsonNodeFactory.instance.objectNode().put("weight", weight), List.of(), config));
  }

  /** The same with a Secret of its own. */
  static Source source(Owner owner, Map<String, String> data) {
    return source(owner, ConfigReader.read(data, Map.of("code", "s3cr3t-code")), 60);
  }

  /** Annotations that subscribe two channels of Slack to triggers. */
  static Map<String, String> subscribed(String... triggers) {
    return Arrays.stream(triggers)
        .collect(
            Collectors.toMap(
                trigger -> "notifications.argoproj.io/subscribe." + trigger + ".slack",
                _ -> "a;b"));
  }

  /** Everything that is pending is sent. */
  static Outbox sent(Outbox outbox) {
    Outbox result = outbox;
    for (Entry entry : outbox.pending()) {
      result = result.settled(entry, NOW);
    }
    return result;
  }
}
