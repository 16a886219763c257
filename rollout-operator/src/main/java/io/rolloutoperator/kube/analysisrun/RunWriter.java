package io.rolloutoperator.kube.analysisrun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.client.ObjectApi.Propagation;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.objects.MergePatch;
import io.rolloutoperator.kube.pass.DifferenceWriter;
import io.rolloutoperator.kube.pass.StatusOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an AnalysisRun, always on the version that the pass saw. The status is part of the object:
 * the kind has no status subresource.
 */
final class RunWriter {

  private static final Logger log = LoggerFactory.getLogger(RunWriter.class);

  private final ObjectApi api;
  private final WriteFence fence;
  private final DifferenceWriter writer;

  RunWriter(ObjectApi api, WriteFence fence) {
    this.api = api;
    this.fence = fence;
    this.writer = new DifferenceWriter(api, fence, Kinds.ANALYSIS_RUN, "");
  }

  /**
   * What a merge patch has to say. Both statuses are taken as this version understands them, so
   * that fields it does not know stay. A summary that counts nothing yet is left out, as clients
   * know it.
   */
  static ObjectNode difference(
      RunReading reading, AnalysisRunStatus before, AnalysisRunStatus after) {
    ObjectNode stored = Encoder.encode(before);
    stored.retain(reading.storedStatus().propertyStream().map(field -> field.getKey()).toList());
    ObjectNode patch = MergePatch.between(stored, Encoder.encode(after));
    if (patch.path("runSummary").isObject() && patch.path("runSummary").isEmpty()) {
      patch.remove("runSummary");
    }
    return patch;
  }

  /** Writes a difference; nothing if it is empty. */
  StatusOutcome write(RunReading reading, ObjectNode difference) {
    StatusOutcome outcome =
        writer.write(reading.key(), reading.reference().resourceVersion(), difference);
    if (outcome instanceof StatusOutcome.Written) {
      log.info("{}: status {}", reading.key(), difference);
    }
    return outcome;
  }

  /** Deletes the run as it was read. */
  ApiAnswer delete(RunReading reading) {
    ObjectKey key = reading.key();
    String version = reading.reference().resourceVersion();
    ApiAnswer answer =
        api.delete(
            Kinds.ANALYSIS_RUN,
            key.namespace(),
            key.name(),
            reading.reference().uid(),
            version,
            Propagation.BACKGROUND);
    if (answer instanceof ApiAnswer.Done) {
      log.info("{}: deleted, its time to live is over", key);
      fence.deleted(key, key, version);
    }
    if (answer instanceof ApiAnswer.Unknown || answer instanceof ApiAnswer.Conflict) {
      fence.unknownOutcome(key, key);
    }
    return answer;
  }
}
