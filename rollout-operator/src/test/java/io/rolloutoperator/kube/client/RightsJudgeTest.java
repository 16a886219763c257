package io.rolloutoperator.kube.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RightsJudgeTest {
  private static final ApiAnswer DONE = new ApiAnswer.Done(JsonNodeFactory.instance.objectNode());
  private static final ApiAnswer MAY_NOT_PATCH =
      new ApiAnswer.Forbidden("cannot patch resource \"configmaps\" in API group \"\"");
  private static final ApiAnswer MAY_NOT_ACT =
      new ApiAnswer.Forbidden("cannot impersonate resource \"serviceaccounts\" in API group \"\"");
  private static final String PATCH = "Patch configmaps of shop";
  private static final String ACT = "impersonate serviceaccounts of shop";

  private static final ApiAnswer MAY_NOT_OWN =
      new ApiAnswer.Forbidden(
          "cannot set blockOwnerDeletion if an ownerReference refers to a resource you can't set"
              + " finalizers on: , <nil>");
  private static final String OWN = "Update rollouts/finalizers of shop";

  private final List<String> told = new ArrayList<>();
  private final RequestObserver observer =
      new RequestObserver() {
        @Override
        public void answered(RequestTarget target, int status) {}

        @Override
        public void judged(RequestTarget target, boolean allowed) {
          told.add(
              "%s %s of %s: %s"
                  .formatted(target.verb(), target.resource(), target.namespace(), allowed));
        }
      };

  /** The answer to a write; what is told of our rights; what of ours to act as somebody. */
  private static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(DONE, List.of(PATCH + ": true"), List.of(ACT + ": true")),
        Arguments.of(MAY_NOT_PATCH, List.of(PATCH + ": false"), List.of(ACT + ": true")),
        Arguments.of(MAY_NOT_ACT, List.of(PATCH + ": false"), List.of(ACT + ": false")),
        Arguments.of(new ApiAnswer.NotFound("no", true), List.of(), List.of(ACT + ": true")),
        Arguments.of(new ApiAnswer.Rejected("no"), List.of(), List.of(ACT + ": true")),
        Arguments.of(new ApiAnswer.Unknown("no"), List.of(), List.of()),
        Arguments.of(new ApiAnswer.NotSent("no"), List.of(), List.of()),
        Arguments.of(new ApiAnswer.TryLater(Duration.ofSeconds(1)), List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerTellsOfOneRight(ApiAnswer answer, List<String> own, List<String> acting) {
    URI uri = URI.create("/api/v1/namespaces/shop/configmaps/x");
    new RightsJudge.Own().ofWrite("PATCH", uri, answer, observer);
    assertThat(told).isEqualTo(own);

    told.clear();
    RightsJudge as = RightsJudge.ActingAs.account("system:serviceaccount:shop:gitsync");
    as.ofWrite("PATCH", uri, answer, observer);
    assertThat(told).isEqualTo(acting);

    told.clear();
    as.ofRead(answer, observer);
    assertThat(told).isEqualTo(acting);
  }

  /** The plugin that asks for it checks each create, and tells no right by name. */
  @ParameterizedTest
  @CsvSource({
    "POST, /apis/apps/v1/namespaces/shop/replicasets, Create replicasets of shop, true",
    "POST, /api/v1/namespaces/shop/events, Create events of shop, false",
    "PATCH, /apis/apps/v1/namespaces/shop/replicasets/web, Patch replicasets of shop, false",
  })
  void theRightToOwnIsToldByWhatIsCreated(String method, URI uri, String write, boolean back) {
    RightsJudge own = new RightsJudge.Own();

    own.ofWrite(method, uri, MAY_NOT_OWN, observer);
    assertThat(told).containsExactly(OWN + ": false");

    told.clear();
    own.ofWrite(method, uri, DONE, observer);
    assertThat(told)
        .isEqualTo(back ? List.of(write + ": true", OWN + ": true") : List.of(write + ": true"));
  }
}
