package io.rolloutoperator.analysis.providers.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.core.MeasurementReport;
import io.rolloutoperator.analysis.core.MeasurementReport.ArgumentsUnresolved;
import io.rolloutoperator.analysis.core.MeasurementReport.Measured;
import io.rolloutoperator.analysis.providers.MeasurementTaker;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import io.rolloutoperator.api.analysis.ValueFrom;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server learns of credentials and Secrets, and what nobody else does. */
class PrometheusCredentialsTest extends AgainstPrometheus {
  @Test
  void basicCredentialsAreSent() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body(VECTOR).build());
    measure(
        "{query: q, authentication: {basicAuth: {username: u, password: p}, oauth2: {}, sigv4: {}}}",
        "",
        "");
    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo(Credentials.basic("u", "p"));
  }

  @Test
  void aTokenIsFetchedOnceAndAgainWhenItExpires() throws InterruptedException {
    String metric =
        "{query: q, authentication: {oauth2: {tokenUrl: '"
            + server.url("/token")
            + "', clientId: id, clientSecret: pa55, scopes: [a, b]}}}";
    MeasurementTaker taker = taker(address());
    server.enqueue(
        new MockResponse.Builder().body("{\"access_token\":\"one\",\"expires_in\":60}").build());
    server.enqueue(new MockResponse.Builder().body(VECTOR).build());
    server.enqueue(new MockResponse.Builder().body(VECTOR).build());
    take(taker, metric(metric, "", ""), List.of());
    now = NOW.plusSeconds(49);
    take(taker, metric(metric, "", ""), List.of());
    RecordedRequest token = server.takeRequest();
    assertThat(token.getTarget()).isEqualTo("/token");
    assertThat(body(token)).isEqualTo("grant_type=client_credentials&scope=a+b");
    assertThat(token.getHeaders().get("Authorization")).isEqualTo(Credentials.basic("id", "pa55"));
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer one");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer one");

    now = NOW.plusSeconds(51);
    server.enqueue(
        new MockResponse.Builder().body("{\"access_token\":\"two\",\"expires_in\":60}").build());
    server.enqueue(new MockResponse.Builder().code(401).build());
    server.enqueue(new MockResponse.Builder().body("{\"access_token\":\"three\"}").build());
    server.enqueue(new MockResponse.Builder().body(VECTOR).build());
    assertThat(take(taker, metric(metric, "", ""), List.of()))
        .asString()
        .contains("client_error: client error: 401");
    take(taker, metric(metric, "", ""), List.of());
    server.takeRequest();
    server.takeRequest();
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer three");
  }

  @Test
  void aRefusedTokenIsAnErrorWithoutCredentials() {
    server.enqueue(
        new MockResponse.Builder()
            .code(401)
            .body("{\"error\":\"invalid_client\",\"secret\":\"pa55\"}")
            .build());
    server.enqueue(
        new MockResponse.Builder()
            .code(401)
            .body("{\"error\":\"invalid_client\",\"secret\":\"pa55\"}")
            .build());
    Measurement measurement =
        measure(
            "{query: q, authentication: {oauth2: {tokenUrl: '"
                + server.url("/token")
                + "', clientId: id, clientSecret: pa55}}}",
            "",
            "");
    assertThat(measurement.message())
        .isEqualTo("oauth2: cannot fetch token: status 401 invalid_client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "failure"})
  void aSecretIsSentAndNeverShown(String kind) throws InterruptedException {
    boolean good = kind.equals("success");
    server.enqueue(
        new MockResponse.Builder()
            .code(good ? 200 : 400)
            .body(
                good
                    ? VECTOR.replace("{\"status\"", "{\"warnings\":[\"" + SECRET + "\"],\"status\"")
                    : "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\""
                        + SECRET
                        + "\"}")
            .build());
    Metric metric =
        metric(
            "{query: 'q{{args.x}}', headers: [{key: Authorization, value: 'Bearer {{args.x}}'}]}",
            "",
            "");
    Argument secret = new Argument("x", null, new ValueFrom(new SecretKeyRef("sec", "k"), null));
    MeasurementReport report = take(metric, List.of(secret), address());
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + SECRET);
    assertThat(body(request)).startsWith("query=qs3cr3t%2Bvalue&");
    assertThat(report.toString()).doesNotContain("s3cr3t").contains("*****");
    assertThat(((Measured) report).metricMetadata())
        .containsEntry("ResolvedPrometheusQuery", "q*****");
  }

  @Test
  void aMissingSecretIsReported() {
    Argument secret = new Argument("x", null, new ValueFrom(new SecretKeyRef("nope", "k"), null));
    assertThat(take(metric("query: q", "", ""), List.of(secret), address()))
        .isEqualTo(new ArgumentsUnresolved("m", 3, "secrets \"nope\" not found"));
  }
}
