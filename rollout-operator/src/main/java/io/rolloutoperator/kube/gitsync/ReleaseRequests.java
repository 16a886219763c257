package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.frontend.own.UnitRequests;
import io.rolloutoperator.gitsync.status.RecordedStatus;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;

/**
 * Takes away the annotation with which a person lets a release out of quarantine, once the status
 * says that it is out: what stayed would let out the next one too.
 */
final class ReleaseRequests {

  private static final String ALL = "all";

  private final ObjectApi api;

  /** Works with the operator's own rights. */
  ReleaseRequests(ObjectApi api) {
    this.api = api;
  }

  /** After a pass: how it ended, now that the request is answered or still stands. */
  PassEnd answer(PassSubject subject, StatusStore statuses, PassEnd end) {
    String request = subject.requests().releaseQuarantine();
    boolean settled = end instanceof PassEnd.Settled;
    return settled && !request.isEmpty() && !holds(statuses.status(), request)
        ? remove(subject, statuses, end)
        : end;
  }

  private static boolean holds(GitSyncStatus status, String request) {
    return new RecordedStatus(status)
        .quarantine().stream()
            .filter(entry -> entry.holds())
            .anyMatch(entry -> request.equals(ALL) || request.equals(entry.templateHash()));
  }

  private PassEnd remove(PassSubject subject, StatusStore statuses, PassEnd end) {
    JsonNode metadata = statuses.object().path("metadata");
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode changed = patch.putObject("metadata");
    changed.put("resourceVersion", metadata.path("resourceVersion").asText());
    changed.putObject("annotations").putNull(UnitRequests.RELEASE_QUARANTINE);
    ApiAnswer answer =
        api.patch(
            StatusStore.GIT_SYNC,
            metadata.path("namespace").asText(),
            metadata.path("name").asText(),
            "",
            patch);
    return switch (answer) {
      case ApiAnswer.Done(JsonNode written) when written instanceof ObjectNode tree -> {
        subject.state().wrote(tree);
        yield end;
      }
      case ApiAnswer.NotFound _ -> end;
      case ApiAnswer.Conflict(String message) -> new PassEnd.Repeat(message);
      case ApiAnswer other ->
          UnansweredException.of("annotation " + UnitRequests.RELEASE_QUARANTINE, other).end();
    };
  }
}
