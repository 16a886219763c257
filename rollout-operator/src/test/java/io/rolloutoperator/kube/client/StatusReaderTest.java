package io.rolloutoperator.kube.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusReaderTest {
  private static ObjectNode status(String reason, String message) {
    return JsonNodeFactory.instance.objectNode().put("reason", reason).put("message", message);
  }

  @ParameterizedTest(name = "HTTP {0} {1}: {2}")
  @CsvSource({
    "404, NotFound, NotFound",
    "409, AlreadyExists, AlreadyExists",
    "409, Conflict, Conflict",
    "409, '', Conflict",
    "401, Unauthorized, Forbidden",
    "400, BadRequest, Rejected",
    "413, RequestEntityTooLarge, Rejected",
    "415, UnsupportedMediaType, Rejected",
    "422, Invalid, Rejected",
    "429, TooManyRequests, TryLater",
    "410, Expired, Unknown",
    "500, InternalError, Unknown",
    "502, '', Unknown",
    "503, ServiceUnavailable, Unknown",
    "504, Timeout, Unknown",
  })
  void failuresAreToldApart(int code, String reason, String answer) {
    assertThat(StatusReader.failure(code, status(reason, "m"), null).getClass().getSimpleName())
        .isEqualTo(answer);
  }

  /** A path that is not served is answered with plain text, which no object is missing by. */
  @Test
  void aMissingObjectIsToldFromAMissingKind() {
    assertThat(StatusReader.failure(404, status("NotFound", "m").put("kind", "Status"), null))
        .isEqualTo(new ApiAnswer.NotFound("m", true));
    assertThat(StatusReader.failure(404, JsonNodeFactory.instance.missingNode(), null))
        .isEqualTo(new ApiAnswer.NotFound("HTTP 404", false));
  }

  @Test
  void aMissingRightIsNamedByVerbAndResource() {
    String message =
        "httproutes.gateway.networking.k8s.io \"r\" is forbidden: User \"system:serviceaccount:a:b\" cannot patch"
            + " resource \"httproutes\" in API group \"gateway.networking.k8s.io\" in namespace \"x\"";

    assertThat(StatusReader.failure(403, status("Forbidden", message), null))
        .isEqualTo(
            new ApiAnswer.Forbidden(
                "cannot patch resource \"httproutes\" in API group \"gateway.networking.k8s.io\" in namespace \"x\""));
  }

  @Test
  void aMissingRightToOwnObjectsIsNoFaultOfTheirContent() {
    String why =
        "cannot set blockOwnerDeletion if an ownerReference refers to a resource you can't set"
            + " finalizers on: , <nil>";

    assertThat(
            StatusReader.failure(
                403, status("Forbidden", "replicasets.apps \"web-1\" is forbidden: " + why), null))
        .isEqualTo(new ApiAnswer.Forbidden(why));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "failed to create typed patch object (shop/x; apps/v1, Kind=Deployment): .spec.a: not there"
            + " | .spec.a: not there",
        "failed to convert new object (shop/x; /v1, Kind=Secret) to proper version: unable to"
            + " convert unstructured object to /v1, Kind=Secret: illegal base64"
            + " | unable to convert unstructured object to /v1, Kind=Secret: illegal base64",
      })
  void anObjectThatDoesNotFitItsKindIsRejectedAlthoughTheServerCallsItItsOwnError(
      String message, String told) {
    assertThat(StatusReader.failure(500, status("", message), null))
        .isEqualTo(new ApiAnswer.Rejected(told));
  }

  @Test
  void anAdmissionPluginJudgesTheContent() {
    String message =
        "pods \"p\" is forbidden: exceeded quota: small, used: pods=5, limited: pods=5";

    assertThat(StatusReader.failure(403, status("Forbidden", message), null))
        .isEqualTo(new ApiAnswer.Rejected(message));
  }

  @ParameterizedTest(name = "Retry-After {0}: {1} s")
  @CsvSource({
    "1, 1",
    "30, 30",
    "0, 1",
    "3600, 60",
    "99999999999999999999, 60",
    "'', 1",
    "-5, 1",
    "soon, 1",
    ", 1"
  })
  void patienceIsBounded(@Nullable String header, long seconds) {
    assertThat(StatusReader.failure(429, status("", ""), header))
        .isEqualTo(new ApiAnswer.TryLater(Duration.ofSeconds(seconds)));
  }

  @Test
  void aLongTextIsCutAndAMissingOneReplaced() {
    assertThat(StatusReader.failure(422, status("Invalid", "x".repeat(5_000)), null))
        .isInstanceOfSatisfying(
            ApiAnswer.Rejected.class, rejected -> assertThat(rejected.message()).hasSize(1_024));
    assertThat(StatusReader.failure(500, JsonNodeFactory.instance.missingNode(), null))
        .isEqualTo(new ApiAnswer.Unknown("HTTP 500"));
  }
}
