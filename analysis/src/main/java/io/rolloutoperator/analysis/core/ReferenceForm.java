package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.Authentication;
import io.rolloutoperator.api.analysis.BasicAuthConfig;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.MetricProvider;
import io.rolloutoperator.api.analysis.OAuth2Config;
import io.rolloutoperator.api.analysis.PrometheusMetric;
import io.rolloutoperator.api.analysis.Sigv4Config;
import io.rolloutoperator.api.analysis.WebMetric;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A metric in the form in which the API's reference client writes it: with an empty {@code
 * authentication} of Prometheus and web metrics. Tools that compare AnalysisRuns with each other
 * see no difference then.
 */
final class ReferenceForm {

  private static final Authentication NONE =
      new Authentication(
          new Sigv4Config("", "", ""),
          new OAuth2Config("", "", "", List.of()),
          new BasicAuthConfig("", ""));

  private ReferenceForm() {}

  static Metric of(Metric m) {
    MetricProvider p = m.provider();
    if (p == null || (p.prometheus() == null && p.web() == null)) {
      return m;
    }
    MetricProvider provider =
        new MetricProvider(
            prometheus(p.prometheus()),
            p.kayenta(),
            web(p.web()),
            p.datadog(),
            p.wavefront(),
            p.newRelic(),
            p.job(),
            p.cloudWatch(),
            p.graphite(),
            p.influxdb(),
            p.skywalking(),
            p.plugin());
    return new Metric(
        m.name(),
        m.interval(),
        m.initialDelay(),
        m.count(),
        m.successCondition(),
        m.failureCondition(),
        m.failureLimit(),
        m.inconclusiveLimit(),
        m.consecutiveErrorLimit(),
        provider,
        m.consecutiveSuccessLimit());
  }

  private static @Nullable PrometheusMetric prometheus(@Nullable PrometheusMetric p) {
    return p == null
        ? null
        : new PrometheusMetric(
            p.address(),
            p.query(),
            complete(p.authentication()),
            p.timeout(),
            p.insecure(),
            p.headers(),
            p.rangeQuery());
  }

  private static @Nullable WebMetric web(@Nullable WebMetric w) {
    return w == null
        ? null
        : new WebMetric(
            w.method(),
            w.url(),
            w.headers(),
            w.body(),
            w.timeoutSeconds(),
            w.jsonPath(),
            w.insecure(),
            w.jsonBody(),
            complete(w.authentication()));
  }

  private static Authentication complete(@Nullable Authentication given) {
    Authentication a = Objects.requireNonNullElse(given, NONE);
    return new Authentication(
        Objects.requireNonNullElse(a.sigv4(), NONE.sigv4()),
        Objects.requireNonNullElse(a.oauth2(), NONE.oauth2()),
        Objects.requireNonNullElse(a.basicAuth(), NONE.basicAuth()));
  }
}
