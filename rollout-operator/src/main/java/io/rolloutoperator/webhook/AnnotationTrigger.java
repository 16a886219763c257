package io.rolloutoperator.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.webhook.Hook;
import io.rolloutoperator.gitsync.webhook.PollTrigger;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import java.time.Duration;
import java.time.Instant;

/** Sets one annotation on the GitSync, whose change the controller takes as the wish to poll. */
final class AnnotationTrigger implements PollTrigger {
  static final String ANNOTATION = "rollout-operator.io/reconcile-requested-at";

  private static final ApiResource GIT_SYNC =
      ApiResource.of("rollout-operator.io", "v1alpha1", "GitSync");

  private final ObjectApi api;

  AnnotationTrigger(ObjectApi api) {
    this.api = api;
  }

  @Override
  public Outcome pollNow(Hook hook, Instant at) {
    return switch (api.patch(GIT_SYNC, hook.namespace(), hook.name(), "", patch(at))) {
      case ApiAnswer.Done _ -> new Outcome.Noted();
      case ApiAnswer.NotFound _ -> new Outcome.Gone();
      case ApiAnswer.TryLater(Duration wait) ->
          new Outcome.Failed("the API server asks for a pause of " + wait.toSeconds() + " s");
      case ApiAnswer.Forbidden(String message) -> new Outcome.Failed(message);
      case ApiAnswer.AlreadyExists(String message) -> new Outcome.Failed(message);
      case ApiAnswer.Conflict(String message) -> new Outcome.Failed(message);
      case ApiAnswer.Rejected(String message) -> new Outcome.Failed(message);
      case ApiAnswer.NotSent(String message) -> new Outcome.Failed(message);
      case ApiAnswer.Unknown(String message) -> new Outcome.Failed(message);
    };
  }

  private static ObjectNode patch(Instant at) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").putObject("annotations").put(ANNOTATION, at.toString());
    return patch;
  }
}
