package io.rolloutoperator.kube.analysisrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/**
 * One version of an AnalysisRun as it was read.
 *
 * @param key its name
 * @param reference for Events; holds its UID and version
 * @param spec as far as it could be read
 * @param status as far as it could be read
 * @param storedStatus the tree of the status; a missing node if there is none
 * @param createdAt when it was created
 * @param now the moment of the pass
 */
record RunReading(
    ObjectKey key,
    ObjectReference reference,
    Decoded<AnalysisRunSpec> spec,
    Decoded<AnalysisRunStatus> status,
    JsonNode storedStatus,
    Instant createdAt,
    Instant now) {

  static RunReading of(ObjectKey key, AnalysisRun run, Instant now) {
    return new RunReading(
        key,
        ObjectReference.to(run),
        Decoder.spec(run.getSpec(), AnalysisRunSpec.class),
        Decoder.status(run.getStatus(), AnalysisRunStatus.class),
        Objects.requireNonNullElse(run.getStatus(), MissingNode.getInstance()),
        createdAt(run.getMetadata().getCreationTimestamp(), now),
        now);
  }

  /** The API server sets it; it counts from now if it is unreadable. */
  private static Instant createdAt(String text, Instant now) {
    try {
      return Instant.parse(Objects.requireNonNullElse(text, ""));
    } catch (DateTimeParseException e) {
      return now;
    }
  }
}
