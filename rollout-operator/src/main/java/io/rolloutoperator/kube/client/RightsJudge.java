package io.rolloutoperator.kube.client;

import io.rolloutoperator.api.ApiGroup;
import java.net.URI;
import java.util.Set;

/** Which right an answer of the API server was about, and whether we have it. */
sealed interface RightsJudge {

  /** The answer to a read; an observer hears of the right, if the answer tells of one. */
  void ofRead(ApiAnswer answer, RequestObserver observer);

  /** The answer to a write. */
  void ofWrite(String method, URI uri, ApiAnswer answer, RequestObserver observer);

  /** Our own rights. Reads are judged by {@link RightsInterceptor}, those of informers too. */
  record Own() implements RightsJudge {
    /** What we create for a Rollout, as its owner. */
    private static final Set<String> OWNED = Set.of("replicasets", "analysisruns");

    @Override
    public void ofRead(ApiAnswer answer, RequestObserver observer) {}

    /** By its answer, since admission uses the same code. */
    @Override
    public void ofWrite(String method, URI uri, ApiAnswer answer, RequestObserver observer) {
      RequestTarget target = RequestTarget.of(method, uri);
      switch (answer) {
        case ApiAnswer.Forbidden(String why) when why.startsWith(StatusReader.CANNOT_BLOCK) ->
            observer.judged(ownerOf(target), false);
        case ApiAnswer.Forbidden(String why) when why.startsWith(StatusReader.CANNOT) ->
            observer.judged(target, false);
        case ApiAnswer.Done _ -> {
          observer.judged(target, true);
          if (target.verb().equals("Create") && OWNED.contains(target.resource())) {
            observer.judged(ownerOf(target), true);
          }
        }
        default -> {}
      }
    }

    /** The right to keep the owner of our objects, a Rollout, from being deleted before them. */
    private static RequestTarget ownerOf(RequestTarget target) {
      return new RequestTarget(
          "Update", ApiGroup.GROUP, "rollouts/finalizers", target.namespace(), "");
    }
  }

  /**
   * Another user's rights, of which nothing is told, but of ours to act as that user: the API
   * server asks for it before any other.
   *
   * @param impersonation what acting as the user is
   */
  record ActingAs(RequestTarget impersonation) implements RightsJudge {
    private static final String ACCOUNT = "system:serviceaccount:";
    private static final String VERB = "impersonate";

    /** Acting as {@code system:serviceaccount:<namespace>:<name>}. */
    static ActingAs account(String user) {
      String account = user.startsWith(ACCOUNT) ? user.substring(ACCOUNT.length()) : ":" + user;
      int colon = account.indexOf(':');
      return new ActingAs(
          new RequestTarget(
              VERB,
              "",
              "serviceaccounts",
              account.substring(0, Math.max(0, colon)),
              account.substring(colon + 1)));
    }

    @Override
    public void ofRead(ApiAnswer answer, RequestObserver observer) {
      switch (answer) {
        case ApiAnswer.Forbidden(String why) ->
            observer.judged(impersonation, !why.startsWith(StatusReader.CANNOT + VERB));
        case ApiAnswer.NotSent _, ApiAnswer.TryLater _, ApiAnswer.Unknown _ -> {}
        default -> observer.judged(impersonation, true);
      }
    }

    @Override
    public void ofWrite(String method, URI uri, ApiAnswer answer, RequestObserver observer) {
      ofRead(answer, observer);
    }
  }
}
