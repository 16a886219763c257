package io.rolloutoperator.gitsync.writeback.forge;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.writeback.ForgeOutcome;
import io.rolloutoperator.gitsync.writeback.ForgeSink;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import java.util.Optional;
import java.util.function.Function;

/** Opens requests by a forge's API: looks for one, else opens it, else looks again. */
record ApiSink(ForgeApi api, ForgeHttp http, ForgeToken token, String repository)
    implements ForgeSink {

  /** One step of the exchange. */
  private sealed interface Step {
    record Ended(ForgeOutcome outcome) implements Step {}

    /** The next step is due. */
    record Open() implements Step {}
  }

  @Override
  public ForgeOutcome open(PullRequest request, String serverText) {
    return switch (find(request)) {
      case Step.Ended(ForgeOutcome outcome) -> outcome;
      case Step.Open _ -> create(request);
    };
  }

  private Step find(PullRequest request) {
    return switch (http.send(api.find(request, token))) {
      case ForgeAnswer.Failed(String message) -> new Step.Ended(failed(message));
      case ForgeAnswer.Answered answer when api.isNone(answer) -> new Step.Open();
      case ForgeAnswer.Answered answer when answer.isSuccess() ->
          api.found(answer.body())
              .<Step>map(url -> new Step.Ended(new ForgeOutcome.Open(url)))
              .orElseGet(Step.Open::new);
      case ForgeAnswer.Answered answer -> new Step.Ended(failed(answer));
    };
  }

  private ForgeOutcome create(PullRequest request) {
    return switch (http.send(api.create(request, token))) {
      case ForgeAnswer.Failed(String message) -> failed(message);
      case ForgeAnswer.Answered answer when answer.isSuccess() -> opened(answer, api::created);
      case ForgeAnswer.Answered answer when api.isDuplicate(answer) ->
          switch (find(request)) {
            case Step.Ended(ForgeOutcome outcome) -> outcome;
            case Step.Open _ -> failed(answer);
          };
      case ForgeAnswer.Answered answer -> failed(answer);
    };
  }

  private ForgeOutcome opened(
      ForgeAnswer.Answered answer, Function<JsonNode, Optional<String>> page) {
    return page.apply(answer.body())
        .<ForgeOutcome>map(ForgeOutcome.Open::new)
        .orElseGet(() -> failed(answer.host() + " opened a request without telling its address"));
  }

  private ForgeOutcome failed(ForgeAnswer.Answered answer) {
    return new ForgeOutcome.Failed(
        ForgeErrors.message(answer, repository, token::hiddenIn), answer.notBefore());
  }

  private ForgeOutcome failed(String message) {
    return new ForgeOutcome.Failed(token.hiddenIn(message), Optional.empty());
  }
}
