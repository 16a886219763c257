package io.rolloutoperator.analysis.providers.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rolloutoperator.analysis.core.MeasurementReport;
import io.rolloutoperator.analysis.core.MeasurementReport.ArgumentsUnresolved;
import io.rolloutoperator.analysis.core.MeasurementReport.Measured;
import io.rolloutoperator.analysis.core.MeasurementTask.TakeMeasurement;
import io.rolloutoperator.analysis.providers.MeasurementJudge;
import io.rolloutoperator.analysis.providers.MeasurementJudge.NotANumber;
import io.rolloutoperator.analysis.providers.MeasurementTaker;
import io.rolloutoperator.analysis.providers.RunReference;
import io.rolloutoperator.analysis.providers.SecretReader.Lookup;
import io.rolloutoperator.analysis.providers.http.AnyAddress;
import io.rolloutoperator.analysis.providers.http.AuthenticatedGateway;
import io.rolloutoperator.analysis.providers.http.HttpGateway;
import io.rolloutoperator.analysis.providers.http.HttpSettings;
import io.rolloutoperator.analysis.providers.http.OAuth2Tokens;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.SecretKeyRef;
import io.rolloutoperator.api.analysis.ValueFrom;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything from the task of a plan to the measurement in the status, against a server that speaks
 * HTTP.
 */
class PrometheusProviderTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final String SECRET = "s3cr3t+value";
  private static final String VECTOR = vector("1");

  private final MockWebServer server = new MockWebServer();
  private final HttpGateway gateway = new HttpGateway(new AnyAddress(), HttpSettings.DEFAULT);
  private Instant now = NOW;

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  private static String vector(String... values) {
    return data(
        "vector",
        List.of(values).stream()
            .map(v -> "{\"metric\":{},\"value\":[1.5,\"" + v + "\"]}")
            .toList()
            .toString());
  }

  private static String data(String type, String result) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\""
        + type
        + "\",\"result\":"
        + result
        + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "1                 | none                | none               | Successful [1]",
        "0.95              | result[0] >= 0.95   | none               | Successful [0.95]",
        "0.949             | result[0] >= 0.95   | none               | Failed [0.949]",
        "1e21              | result[0] > 1       | none               | Successful [1000000000000000000000]",
        "1e-7              | result[0] > 0       | none               | Successful [0.0000001]",
        "NaN               | result[0] > 0.95    | none               | Failed [NaN]",
        "NaN               | none                | result[0] < 0.95   | Successful [NaN]",
        "+Inf              | isInf(result[0])    | none               | Successful [+Inf]",
        "-Inf              | result[0] < 0       | none               | Successful [-Inf]",
        "-0                | result[0] == 0      | none               | Successful [-0]",
        "0.5               | result[0] > 0.9     | result[0] < 0.1    | Inconclusive [0.5]",
      })
  void aVectorIsJudged(String value, String success, String failure, String expected) {
    server.enqueue(new MockResponse.Builder().body(vector(value)).build());
    Measurement measurement =
        measure(
            "query: q",
            Objects.requireNonNullElse(success, ""),
            Objects.requireNonNullElse(failure, ""));
    assertThat(measurement.phase() + " " + measurement.value()).isEqualTo(expected);
    assertThat(measurement.message()).isEmpty();
  }

  @Test
  void severalSeriesAreAListAndAScalarIsANumber() {
    server.enqueue(new MockResponse.Builder().body(vector("1", "2.50")).build());
    assertThat(measure("query: q", "all(result, # > 0)", "").value()).isEqualTo("[1,2.5]");
    server.enqueue(new MockResponse.Builder().body(data("scalar", "[1,\"3\"]")).build());
    assertThat(measure("query: q", "result == 3.0", "").value()).isEqualTo("3");
    server.enqueue(new MockResponse.Builder().body(data("vector", "[]")).build());
    assertThat(measure("query: q", "", "").value()).isEqualTo("[]");
  }

  @Test
  void anEmptyResultIsAnErrorOfTheCondition() {
    server.enqueue(new MockResponse.Builder().body(data("vector", "[]")).build());
    assertThat(measure("query: q", "result[0] > 0", "").message())
        .isEqualTo(
            "could not evaluate successCondition \"result[0] > 0\": metric result is nil or empty: no data returned from the metric provider");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | <html>not json                                     | `bad_response: readObjectStart: expect { or n, but found <, error found in #1 byte of ...|<html>not j|..., bigger context ...|<html>not json|...`",
        "200 | ``                                                 | bad_response: empty answer",
        "200 | null                                               | bad_response: no status success or error in the answer",
        "200 | {\"status\":\"success\",\"data\":{\"resultType\"   | bad_response: invalid JSON at line 1, column 41: Unexpected end-of-input within/between Object entries",
        "200 | {}                                                 | bad_response: no status success or error in the answer",
        "200 | {\"status\":\"success\"}                           | Prometheus metric type not supported",
        "200 | {\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"boom\"} | execution: boom",
        "400 | {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"} | bad_data: parse error",
        "422 | {\"status\":\"success\"}                           | bad_response: inconsistent body for response code",
        "401 | secret page                                        | client_error: client error: 401",
        "404 | x                                                  | client_error: client error: 404",
        "500 | {\"status\":\"error\"}                             | server_error: server error: 500",
        "503 | x                                                  | server_error: server error: 503",
      })
  void aBadAnswerIsAnError(int status, String body, String message) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    Measurement measurement = measure("query: q", "result[0] > 0", "");
    assertThat(measurement.phase()).isEqualTo("Error");
    assertThat(measurement.message()).isEqualTo(message);
    assertThat(measurement.value()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "vector | [{\"value\":[1,\"\"]}]                  | bad_response: a sample is no number",
        "vector | [{\"value\":[1,\"abc\"]}]               | bad_response: a sample is no number",
        "vector | [{\"value\":[1,\"0x1p-2\"]}]            | bad_response: a sample is no number",
        "vector | [{\"value\":[1,null]}]                  | bad_response: a sample is no number",
        "vector | [{\"value\":[1,5]}]                     | bad_response: a sample is no number",
        "vector | [{\"histogram\":[1,{}]}]                | bad_response: a sample is no number",
        "vector | null                                    | bad_response: the vector is no list",
        "vector | {}                                      | bad_response: the vector is no list",
        "scalar | []                                      | bad_response: a sample is no number",
        "scalar | null                                    | bad_response: a sample is no number",
        "string | [1,\"text\"]                            | Prometheus metric type not supported",
        "matrix | [{\"values\":[[1,\"1\"]]}]              | the query gives a range of values: use rangeQuery, or a function over the range",
      })
  void aWrongTypeIsAnErrorEvenWithoutConditions(String type, String result, String message) {
    server.enqueue(new MockResponse.Builder().body(data(type, result)).build());
    Measurement measurement = measure("query: q", "", "");
    assertThat(measurement.phase()).isEqualTo("Error");
    assertThat(measurement.message()).isEqualTo(message);
  }

  @Test
  void tooManySamplesAreAnError() {
    String point = "{\"value\":[1,\"1\"]}";
    server.enqueue(
        new MockResponse.Builder()
            .body(data("vector", "[" + (point + ",").repeat(10_000) + point + "]"))
            .build());
    assertThat(measure("query: q", "", "").message())
        .isEqualTo("the query gives more than 10000 samples: aggregate it");
  }

  @Test
  void warningsAreShown() {
    server.enqueue(
        new MockResponse.Builder()
            .body(VECTOR.replace("{\"status\"", "{\"warnings\":[\"a\",\"b\\nc\"],\"status\""))
            .build());
    assertThat(measure("query: q", "", "").metadata())
        .containsExactly(java.util.Map.entry("warnings", "\"a\", \"b c\""));
  }

  @Test
  void theQuestionIsPosted() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body(VECTOR).build());
    measure(
        "{query: 'sum(rate(x[5m])) & 1', timeout: 7, headers: [{key: X-Scope-OrgID, value: grün}]}",
        "",
        "");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod() + " " + request.getTarget())
        .isEqualTo("POST /prefix/api/v1/query");
    assertThat(body(request))
        .isEqualTo("query=sum%28rate%28x%5B5m%5D%29%29+%26+1&timeout=7s&time=1767323045.678");
    assertThat(request.getHeaders().get("X-Scope-OrgID")).isEqualTo("grün");
  }

  @Test
  void aServerThatTakesNoPostIsAskedByGet() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().code(405).build());
    server.enqueue(new MockResponse.Builder().body(VECTOR).build());
    assertThat(measure("query: a b", "", "").phase()).isEqualTo("Successful");
    server.takeRequest();
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/prefix/api/v1/query?query=a%20b&timeout=30s&time=1767323045.678");
  }

  @Test
  void aRangeIsAskedForAndGivesAllItsValues() throws InterruptedException {
    server.enqueue(
        new MockResponse.Builder()
            .body(data("matrix", "[{\"values\":[[1,\"1\"],[2,\"2\"]]},{\"values\":[[1,\"3\"]]}]"))
            .build());
    Measurement measurement =
        measure(
            "{query: q, rangeQuery: {start: 'now() - duration(\"5m\")', end: 'now()', step: 1m30s}}",
            "len(result) == 3",
            "");
    assertThat(measurement.phase() + measurement.value()).isEqualTo("Successful[1,2,3]");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/prefix/api/v1/query_range");
    assertThat(body(request))
        .isEqualTo("query=q&timeout=30s&start=1767322745.678&end=1767323045.678&step=90");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "start: '1', end: now(), step: 1m        | could not evaluate rangeQuery.start \"1\": expected time, but got int",
        "start: now(), end: 'nosuch()', step: 1m | could not evaluate rangeQuery.end \"nosuch()\": unknown name nosuch",
        "start: now(), end: now(), step: 5x      | could not read rangeQuery.step: time: unknown unit \"x\" in duration \"5x\"",
        "start: now(), end: now(), step: 0s      | rangeQuery.step must be at least 1ms",
      })
  void aBadRangeIsNamed(String range, String message) {
    assertThat(measure("{query: q, rangeQuery: {" + range + "}}", "", "").message())
        .startsWith(message);
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                 | prometheus address is not configured",
        "not a url                          | prometheus address is not is url format",
        "host:9090                          | prometheus address is not is url format",
        "http://                            | prometheus address is not is url format",
        "http://user:pa55word@example.com   | user info in prometheus address is not allowed",
        "file:///etc/passwd                 | address not allowed by egress policy (scheme)",
        "gopher://example.com               | address not allowed by egress policy (scheme)",
      })
  void aBadAddressIsNamedAndNotRepeated(String address, String message) {
    Metric metric = metric("{query: q, address: '" + address + "'}", "", "");
    Measured report = (Measured) take(metric, List.of(), Optional.empty());
    assertThat(report.measurement().message()).isEqualTo(message);
    assertThat(report.measurement().phase()).isEqualTo("Error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{query: q, timeout: -1} | prometheus timeout should not be negative",
        "{query: q, insecure: true} | insecure: true is not allowed",
        "{query: q, authentication: {sigv4: {region: eu-west-1}}} | authentication.sigv4 is not available in this controller",
        "{query: q, authentication: {basicAuth: {username: u}, oauth2: {tokenUrl: x}}} | authentication has more than one of",
        "{query: q, headers: [{key: 'X Y', value: v}]} | header name \"X Y\" is not valid",
      })
  void whatCannotBeDoneIsNamed(String prometheus, String message) {
    assertThat(measure(prometheus, "", "").message()).startsWith(message);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void anArgumentCannotAddAHeader() {
    Metric metric = metric("{query: q, headers: [{key: X-Tenant, value: '{{args.t}}'}]}", "", "");
    Measured report =
        (Measured) take(metric, List.of(new Argument("t", "a\r\nX-Evil: 1", null)), address());
    assertThat(report.measurement().message())
        .isEqualTo("header X-Tenant contains control characters");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aSlowServerIsGivenUp() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    assertThat(measure("{query: q, timeout: 1}", "", "").message())
        .isEqualTo("Post \"" + server.url("/prefix/api/v1/query") + "\": no answer within 1s");
  }

  @Test
  void aStoppedServerIsNamed() {
    String address = server.url("/prefix/api/v1/query").toString();
    int port = server.getPort();
    String host = server.getHostName();
    server.close();
    assertThat(measure("query: q", "", "").message())
        .startsWith("Post \"" + address + "\": dial tcp ")
        .endsWith(":" + port + ": connect: connection refused")
        .contains(host.isEmpty() ? "" : ":" + port);
  }

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

  @Test
  void aResultThatIsNoNumberIsWarnedAbout() {
    server.enqueue(new MockResponse.Builder().body(vector("NaN")).build());
    Measured report =
        (Measured) take(metric("query: q", "", "result[0] < 0.95"), List.of(), address());
    assertThat(report.events())
        .singleElement()
        .asString()
        .contains("ResultNotANumber")
        .contains("add a successCondition");
  }

  @Test
  void timesAreTaken() {
    server.enqueue(new MockResponse.Builder().body(VECTOR).build());
    Measurement measurement = measure("query: q", "", "");
    assertThat(measurement.startedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(measurement.finishedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(measurement.resumeAt()).isNull();
  }

  private Measurement measure(String prometheus, String success, String failure) {
    return ((Measured) take(metric(prometheus, success, failure), List.of(), address()))
        .measurement();
  }

  private MeasurementReport take(Metric metric, List<Argument> args, Optional<String> address) {
    return take(taker(address), metric, args);
  }

  private static MeasurementReport take(
      MeasurementTaker taker, Metric metric, List<Argument> args) {
    return taker.carryOut(
        new RunReference("ns", "run", "u-1"), new TakeMeasurement(metric, args, 3));
  }

  private MeasurementTaker taker(Optional<String> address) {
    InstantSource clock = () -> now;
    AuthenticatedGateway authenticated =
        new AuthenticatedGateway(gateway, new OAuth2Tokens(gateway, clock));
    return new MeasurementTaker(
        List.of(new PrometheusProvider(authenticated, address)),
        (_, ref) ->
            ref.name().equals("sec")
                ? new Lookup.Found(SECRET)
                : new Lookup.Denied("secrets \"nope\" not found"),
        new MeasurementJudge(NotANumber.SUCCESSFUL),
        clock);
  }

  private Optional<String> address() {
    return Optional.of(server.url("/prefix").toString());
  }

  private static String body(RecordedRequest request) {
    return Objects.requireNonNull(request.getBody()).utf8();
  }

  private static Metric metric(String prometheus, String success, String failure) {
    String config = prometheus.startsWith("{") ? prometheus : "{" + prometheus + "}";
    String yaml = "{name: m, provider: {prometheus: " + config + "}}";
    try {
      Decoded<Metric> decoded =
          Decoder.decode(YAMLMapper.builder().build().readTree(yaml), Metric.class, "");
      Metric m = ((Decoded.Valid<Metric>) decoded).value();
      return new Metric(
          m.name(), "", "", null, success, failure, null, null, null, m.provider(), null);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
