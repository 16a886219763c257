package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.DryRun;
import io.rolloutoperator.gitsync.plan.DryRunRequest;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the API server what it would make of objects, without storing anything. */
final class Trials {

  private Trials() {}

  /**
   * Asks about each object.
   *
   * @param presumptions which objects nobody has asked for; what the answers say about them is
   *     noted there
   * @throws UnansweredException if an answer says nothing about the object
   * @throws OutdatedException if an object is no longer as it was read, or is there although it was
   *     taken for absent
   */
  static Map<ObjectId, DryRun> of(
      Account account, List<DryRunRequest> requests, Presumptions presumptions) {
    Map<ObjectId, DryRun> answers = new LinkedHashMap<>();
    requests.forEach(request -> answers.put(request.desired().id(), one(account, request)));
    List<ObjectId> wrong =
        answers.entrySet().stream()
            .filter(answer -> presumptions.isPresumed(answer.getKey()))
            .filter(answer -> !provesAbsence(answer.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    wrong.forEach(presumptions::disprove);
    if (!wrong.isEmpty()) {
      throw new OutdatedException(wrong.getFirst() + " has to be read first");
    }
    return answers;
  }

  /** What a trial would only create has no version; what it would change has the stored one's. */
  private static boolean provesAbsence(DryRun answer) {
    return answer instanceof DryRun.Accepted(ObjectNode object)
        && object.at("/metadata/resourceVersion").asText().isEmpty();
  }

  private static DryRun one(Account account, DryRunRequest request) {
    Manifest manifest = request.desired();
    ObjectId id = manifest.id();
    return switch (account.kinds().find(manifest.object().path("apiVersion").asText(), id.kind())) {
      case Discovery.Answer.Served(ApiResource resource, boolean _) ->
          answered(account, manifest, apply(account, resource, request));
      case Discovery.Answer.NotServed(List<String> versions) -> new DryRun.NotServed(versions);
      case Discovery.Answer.Unreadable(ApiAnswer why) ->
          throw UnansweredException.of(Answers.place(manifest), why);
    };
  }

  private static ApiAnswer apply(Account account, ApiResource resource, DryRunRequest request) {
    ObjectId id = request.desired().id();
    return account
        .api()
        .tryApply(
            resource,
            id.namespace(),
            id.name(),
            Versioned.with(request.desired().object(), request.resourceVersion()),
            SyncActionWriter.MANAGER);
  }

  private static DryRun answered(Account account, Manifest manifest, ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Done(var object) when object instanceof ObjectNode tree ->
          new DryRun.Accepted(tree);
      case ApiAnswer.Rejected rejected when Answers.immutable(rejected) ->
          new DryRun.Immutable(Answers.told(account, manifest, rejected).message());
      case ApiAnswer.Rejected(String message) ->
          new DryRun.Refused(SyncReason.VALIDATION_FAILED, Answers.scrubbed(manifest, message));
      case ApiAnswer.NotFound missing when !missing.served() -> {
        account.forget(manifest.object().path("apiVersion").asText());
        throw new OutdatedException(Answers.at(manifest) + "its kind is no longer served");
      }
      case ApiAnswer.NotFound(String message, boolean _) ->
          new DryRun.Refused(SyncReason.VALIDATION_FAILED, message);
      case ApiAnswer.Forbidden _ -> {
        Answers.Told told = Answers.told(account, manifest, answer);
        yield new DryRun.Refused(told.reason(), told.message());
      }
      case ApiAnswer.TryLater later -> throw UnansweredException.of(Answers.place(manifest), later);
      case ApiAnswer.Conflict(String message) ->
          throw new OutdatedException(Answers.at(manifest) + message);
      case ApiAnswer other ->
          throw new UnansweredException(
              Answers.at(manifest) + Answers.scrubbed(manifest, Answers.text(other)));
    };
  }
}
