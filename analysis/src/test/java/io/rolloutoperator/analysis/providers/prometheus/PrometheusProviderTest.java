package io.rolloutoperator.analysis.providers.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.core.MeasurementReport.Measured;
import io.rolloutoperator.api.analysis.Measurement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How answers of a server are measured and judged. */
class PrometheusProviderTest extends AgainstPrometheus {
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
}
