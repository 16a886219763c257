package io.rolloutoperator.analysis.providers.prometheus;

import io.rolloutoperator.analysis.core.Resolution;
import io.rolloutoperator.analysis.providers.MeasurementProvider;
import io.rolloutoperator.analysis.providers.MeasurementRequest;
import io.rolloutoperator.analysis.providers.ProviderAnswer;
import io.rolloutoperator.analysis.providers.ProviderNames;
import io.rolloutoperator.analysis.providers.http.AuthenticatedGateway;
import io.rolloutoperator.analysis.providers.http.CallOptions;
import io.rolloutoperator.analysis.providers.http.Credentials;
import io.rolloutoperator.analysis.providers.http.Headers;
import io.rolloutoperator.analysis.providers.http.HttpAnswer;
import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.api.analysis.PrometheusMetric;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Asks Prometheus. An instant query gives a float (scalar) or a list of floats (vector), a range
 * query a list of all its floats. Queries are posted, so that their length does not matter; a
 * server that does not take that is asked by GET.
 */
public final class PrometheusProvider implements MeasurementProvider {

  private static final String RESOLVED_QUERY = "ResolvedPrometheusQuery";
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_IMPLEMENTED = 501;

  private final AuthenticatedGateway gateway;
  private final Optional<String> defaultAddress;

  /**
   * A provider with the operator's settings.
   *
   * @param defaultAddress for metrics without address: the operator's {@code
   *     ARGO_ROLLOUTS_PROMETHEUS_ADDRESS}
   */
  public PrometheusProvider(AuthenticatedGateway gateway, Optional<String> defaultAddress) {
    this.gateway = gateway;
    this.defaultAddress = defaultAddress;
  }

  @Override
  public String name() {
    return ProviderNames.PROMETHEUS;
  }

  @Override
  public Map<String, String> metadata(MeasurementRequest request) {
    PrometheusMetric metric = request.provider().prometheus();
    return metric == null ? Map.of() : Map.of(RESOLVED_QUERY, metric.query());
  }

  @Override
  public ProviderAnswer measure(MeasurementRequest request) {
    PrometheusMetric metric = request.provider().prometheus();
    if (metric == null) {
      return new ProviderAnswer.Failure("no prometheus query in the metric");
    }
    Optional<String> problem = problem(metric);
    if (problem.isPresent()) {
      return new ProviderAnswer.Failure(problem.get());
    }
    Resolution<ProviderAnswer> answer =
        ServerAddress.of(metric.address(), defaultAddress)
            .then(
                address ->
                    Question.of(metric, request.now())
                        .map(question -> ask(metric, address, question, request)));
    return switch (answer) {
      case Resolution.Resolved<ProviderAnswer>(ProviderAnswer value) -> value;
      case Resolution.Unresolved<ProviderAnswer>(String text) -> new ProviderAnswer.Failure(text);
    };
  }

  private static Optional<String> problem(PrometheusMetric metric) {
    Long timeout = metric.timeout();
    return timeout != null && timeout < 0
        ? Optional.of("prometheus timeout should not be negative")
        : Headers.problem(metric.headers());
  }

  private ProviderAnswer ask(
      PrometheusMetric metric, HttpUrl address, Question question, MeasurementRequest request) {
    CallOptions options =
        new CallOptions(request.caller(), timeout(metric), CallOptions.tls(metric.insecure()));
    Credentials credentials = Credentials.of(metric.authentication());
    FormBody form = form(metric, question, options.timeout());
    HttpUrl url =
        address.newBuilder().addPathSegments("api/v1/" + question.endpoint()).query(null).build();
    HttpAnswer answer = gateway.send(post(metric, url, form), credentials, options);
    if (answer instanceof HttpAnswer.Answered(int status, _)
        && (status == METHOD_NOT_ALLOWED || status == NOT_IMPLEMENTED)) {
      answer = gateway.send(get(metric, url, form), credentials, options);
    }
    return switch (answer) {
      case HttpAnswer.Failed(String reason) -> new ProviderAnswer.Failure(reason);
      case HttpAnswer.Answered answered -> new AnswerReader(question).read(answered);
    };
  }

  private static Duration timeout(PrometheusMetric metric) {
    Long seconds = metric.timeout();
    long limit = CallOptions.LONGEST.toSeconds();
    return seconds == null || seconds == 0
        ? CallOptions.LONGEST
        : Duration.ofSeconds(Math.min(seconds, limit));
  }

  private static FormBody form(PrometheusMetric metric, Question question, Duration timeout) {
    FormBody.Builder form =
        new FormBody.Builder()
            .add("query", metric.query())
            .add("timeout", GoDuration.format(timeout));
    return switch (question) {
      case Question.InstantQuery(var time) -> form.add("time", Question.seconds(time)).build();
      case Question.RangeQuery(var start, var end, Duration step) ->
          form.add("start", Question.seconds(start))
              .add("end", Question.seconds(end))
              .add("step", Question.seconds(java.time.Instant.EPOCH.plus(step)))
              .build();
    };
  }

  private static Request post(PrometheusMetric metric, HttpUrl url, FormBody form) {
    return request(metric).url(url).post(form).build();
  }

  private static Request get(PrometheusMetric metric, HttpUrl url, FormBody form) {
    HttpUrl.Builder withQuery = url.newBuilder();
    for (int i = 0; i < form.size(); i++) {
      withQuery.addQueryParameter(form.name(i), form.value(i));
    }
    return request(metric).url(withQuery.build()).build();
  }

  private static Request.Builder request(PrometheusMetric metric) {
    Request.Builder builder = new Request.Builder();
    Headers.set(builder, metric.headers());
    return builder;
  }
}
