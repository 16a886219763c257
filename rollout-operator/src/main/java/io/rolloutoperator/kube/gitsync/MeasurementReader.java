package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.writeback.FailedMeasurements;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import java.util.List;

/** Reads what the analysis of an aborted release measured, as the unit's account. */
final class MeasurementReader {

  private static final String KIND = "AnalysisRun";

  private MeasurementReader() {}

  /**
   * Lines for people. What cannot be read is told in one of them: whoever is to undo a release does
   * not wait for it.
   */
  static List<String> read(Account account, QuarantineEntry entry) {
    return switch (account.kinds().find(ApiGroup.API_VERSION, KIND)) {
      case Discovery.Answer.Served(ApiResource resource, boolean _) ->
          lines(
              account,
              entry,
              account
                  .api()
                  .list(
                      resource,
                      entry.object().namespace(),
                      Annotations.POD_TEMPLATE_HASH + "=" + entry.templateHash()));
      case Discovery.Answer.NotServed _ -> List.of();
      case Discovery.Answer.Unreadable(ApiAnswer why) -> List.of(unread(Answers.text(why)));
    };
  }

  private static List<String> lines(Account account, QuarantineEntry entry, ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Done(JsonNode list) ->
          FailedMeasurements.of(entry.object().name(), list.path("items").valueStream().toList());
      case ApiAnswer.Forbidden(String message) ->
          List.of(unread(account.user() + " " + Answers.shortened(message)));
      case ApiAnswer other -> List.of(unread(Answers.text(other)));
    };
  }

  private static String unread(String why) {
    return "AnalysisRuns could not be read: " + why;
  }
}
