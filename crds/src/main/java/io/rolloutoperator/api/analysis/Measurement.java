package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One measurement of a metric. */
public record Measurement(
    @Field(value = "Its outcome.", required = true) String phase,
    @Field("Why it has that outcome.") String message,
    @Field("When it began.") @Nullable Instant startedAt,
    @Field("When it ended.") @Nullable Instant finishedAt,
    @Field("The measured value, as text.") String value,
    @Field("What the provider says about it.") Map<String, String> metadata,
    @Field("When to look again.") @Nullable Instant resumeAt) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public Measurement {
    phase = Absent.text(phase);
    message = Absent.text(message);
    value = Absent.text(value);
    metadata = Absent.map(metadata);
  }
}
