package io.rolloutoperator.analysis.providers.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.core.MeasurementReport.Measured;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.Metric;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server is asked, and what is not asked at all. */
class PrometheusQuestionTest extends AgainstPrometheus {
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
  void noQuestionTakesLongerThanHalfAMinute() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body(VECTOR).build());
    measure("{query: q, timeout: 600}", "", "");
    assertThat(body(server.takeRequest())).contains("&timeout=30s&");
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
}
