package io.rolloutoperator.analysis.providers.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.Metric;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebProviderTest {

  private static final String DOCUMENT =
      "{\"a\": 1.9, \"b\": \"1.5\", \"c\": null, \"d\": [1, 2, 3], \"e\": \"text\", \"t\": true}";

  private final MockWebServer server = new MockWebServer();
  private final HttpGateway gateway = new HttpGateway(new AnyAddress(), HttpSettings.DEFAULT);

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{$.b}    | asInt(result) == 1        | Error || could not evaluate successCondition \"asInt(result) == 1\": strconv.ParseInt: parsing \"1.5\": invalid syntax",
        "{$.b}    | asFloat(result) == 1.5    | Successful | \"1.5\" |",
        "{$.c}    | isNil(result)             | Successful | null |",
        "{$.c}    | result > 5                | Error || could not evaluate successCondition \"result > 5\": metric result is nil or empty: no data returned from the metric provider",
        "{$.d}    | len(result) == 3 && result[1] == 2 | Successful | [1,2,3] |",
        "``       | result.a > 1 && result.t  | Successful | {\"a\":1.9,\"b\":\"1.5\",\"c\":null,\"d\":[1,2,3],\"e\":\"text\",\"t\":true} |",
        "``       | result.zz > 1             | Error || could not evaluate successCondition \"result.zz > 1\": invalid operation: <nil> > int",
        "{$.nope} | result > 1                | Error || Could not find JSONPath in body: nope is not found",
        "{$.e}    | result matches '^t.*t$'   | Successful | \"text\" |",
      })
  void aDocumentIsJudged(String path, String success, String phase, String value, String message) {
    server.enqueue(new MockResponse.Builder().body(DOCUMENT).build());
    Measurement measurement = measure("jsonPath: '" + path + "'", success);
    assertThat(measurement.phase()).isEqualTo(phase);
    assertThat(measurement.message()).isEqualTo(Objects.requireNonNullElse(message, ""));
    if (phase.equals("Successful")) {
      assertThat(measurement.value()).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "body: b                                  | Body/JSONBody can only be used with POST or PUT WebMetric Method types",
        "jsonBody: {a: 1}                         | Body/JSONBody can only be used with POST or PUT WebMetric Method types",
        "`method: POST, body: b, jsonBody: {a: 1}` | use either Body or JSONBody; both cannot exists for WebMetric payload",
        "method: DELETE                           | web metric method must be GET, POST or PUT",
        "`jsonPath: '{.a['`                       | could not parse jsonPath \"{.a[\": it must stand in braces, such as {$.a}",
        "`headers: [{key: X, value: \"a\\nb\"}]`  | header X contains control characters",
        "url: file:///etc/passwd                  | address not allowed by egress policy (scheme)",
        "url: not a url                           | web metric url is not in url format",
        "insecure: true                           | `insecure: true is not allowed: let the operator trust the server's CA, or start it with --allow-insecure-metrics`",
      })
  void whatCannotBeAskedIsNamed(String config, String message) {
    assertThat(measure(config, "").message()).isEqualTo(message);
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | ``       | OK                | Successful |",
        "200 | ``       | <html>login       | Error | the answer is not JSON: invalid JSON at line 1, column 1",
        "200 | ``       | {\"a\": 1         | Error | the answer is not JSON: invalid JSON at line 1",
        "200 | ``       | ``                | Error | the answer is not JSON: empty answer",
        "200 | {$.a}    | OK                | Error | the answer is not JSON: invalid JSON at line 1",
        "404 | ``       | {}                | Error | received non 2xx response code: 404",
        "500 | ``       | {}                | Error | received non 2xx response code: 500",
      })
  void anAnswerThatIsNoDocumentIsAnError(
      int status, String path, String body, String phase, String message) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    Measurement measurement = measure("jsonPath: '" + path + "'", "");
    assertThat(measurement.phase()).isEqualTo(phase);
    assertThat(measurement.message()).startsWith(Objects.requireNonNullElse(message, ""));
  }

  @Test
  void aBodyIsSent() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body("1").build());
    server.enqueue(new MockResponse.Builder().body("1").build());
    measure("method: POST, jsonBody: {a: [1]}, headers: [{key: X-Test, value: v}]", "result == 1");
    measure("method: PUT, body: text", "result == 1");
    RecordedRequest posted = server.takeRequest();
    assertThat(posted.getMethod() + " " + Objects.requireNonNull(posted.getBody()).utf8())
        .isEqualTo("POST {\"a\":[1]}");
    assertThat(posted.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(posted.getHeaders().get("X-Test")).isEqualTo("v");
    RecordedRequest put = server.takeRequest();
    assertThat(put.getMethod() + " " + Objects.requireNonNull(put.getBody()).utf8())
        .isEqualTo("PUT text");
  }

  @Test
  void aLongTextIsCut() {
    server.enqueue(new MockResponse.Builder().body("\"" + "x".repeat(5_000) + "\"").build());
    assertThat(measure("", "").value()).hasSize(1024 + 3);
  }

  private Measurement measure(String config, String success) {
    String url = config.contains("url:") ? "" : "url: '" + server.url("/x") + "', ";
    InstantSource clock = InstantSource.system();
    MeasurementTaker taker =
        new MeasurementTaker(
            List.of(
                new WebProvider(
                    new AuthenticatedGateway(gateway, new OAuth2Tokens(gateway, clock)))),
            (_, _) -> new Lookup.Denied("no Secrets"),
            new MeasurementJudge(NotANumber.SUCCESSFUL),
            clock);
    Measured report =
        (Measured)
            taker.carryOut(
                new RunReference("ns", "run", "u"),
                new TakeMeasurement(metric("{" + url + config + "}", success), List.of(), 1));
    return report.measurement();
  }

  private static Metric metric(String web, String success) {
    try {
      Decoded<Metric> decoded =
          Decoder.decode(
              YAMLMapper.builder().build().readTree("{name: m, provider: {web: " + web + "}}"),
              Metric.class,
              "");
      Metric m = ((Decoded.Valid<Metric>) decoded).value();
      return new Metric(m.name(), "", "", null, success, "", null, null, null, m.provider(), null);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
