package io.rolloutoperator.kube.analysisrun;

import io.rolloutoperator.analysis.providers.MeasurementProvider;
import io.rolloutoperator.analysis.providers.http.AuthenticatedGateway;
import io.rolloutoperator.analysis.providers.http.HttpGateway;
import io.rolloutoperator.analysis.providers.http.HttpSettings;
import io.rolloutoperator.analysis.providers.http.OAuth2Tokens;
import io.rolloutoperator.analysis.providers.prometheus.PrometheusProvider;
import io.rolloutoperator.analysis.providers.web.WebProvider;
import io.rolloutoperator.kube.egress.Egress;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import io.rolloutoperator.kube.runtime.ControllerContext;
import java.time.InstantSource;
import java.util.List;

/** The providers that this process offers, over one guarded way out. */
final class MetricSources {

  private MetricSources() {}

  static List<MeasurementProvider> of(ControllerContext context, InstantSource clock) {
    AnalysisSettings settings = context.settings().analysis();
    HttpSettings limits = HttpSettings.DEFAULT;
    HttpGateway http =
        new HttpGateway(
            Egress.policy(settings, context.clients().reading().getConfiguration().getMasterUrl()),
            new HttpSettings(
                settings.insecure(), limits.trust(), limits.perHost(), limits.perNamespace()));
    AuthenticatedGateway gateway = new AuthenticatedGateway(http, new OAuth2Tokens(http, clock));
    return List.of(
        new PrometheusProvider(gateway, settings.prometheusAddress()), new WebProvider(gateway));
  }
}
