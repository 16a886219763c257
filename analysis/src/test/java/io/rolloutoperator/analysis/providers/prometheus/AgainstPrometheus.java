package io.rolloutoperator.analysis.providers.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rolloutoperator.analysis.core.MeasurementReport;
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
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Everything from the task of a plan to the measurement in the status, against a server that speaks
 * HTTP.
 */
abstract class AgainstPrometheus {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  static final String SECRET = "s3cr3t+value";
  static final String VECTOR = vector("1");

  final MockWebServer server = new MockWebServer();
  private final HttpGateway gateway = new HttpGateway(new AnyAddress(), HttpSettings.DEFAULT);
  Instant now = NOW;

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  static String vector(String... values) {
    return data(
        "vector",
        List.of(values).stream()
            .map(v -> "{\"metric\":{},\"value\":[1.5,\"" + v + "\"]}")
            .toList()
            .toString());
  }

  static String data(String type, String result) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\""
        + type
        + "\",\"result\":"
        + result
        + "}}";
  }

  Measurement measure(String prometheus, String success, String failure) {
    return ((Measured) take(metric(prometheus, success, failure), List.of(), address()))
        .measurement();
  }

  MeasurementReport take(Metric metric, List<Argument> args, Optional<String> address) {
    return take(taker(address), metric, args);
  }

  static MeasurementReport take(MeasurementTaker taker, Metric metric, List<Argument> args) {
    return taker.carryOut(
        new RunReference("ns", "run", "u-1"), new TakeMeasurement(metric, args, 3));
  }

  MeasurementTaker taker(Optional<String> address) {
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

  Optional<String> address() {
    return Optional.of(server.url("/prefix").toString());
  }

  static String body(RecordedRequest request) {
    return Objects.requireNonNull(request.getBody()).utf8();
  }

  static Metric metric(String prometheus, String success, String failure) {
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
