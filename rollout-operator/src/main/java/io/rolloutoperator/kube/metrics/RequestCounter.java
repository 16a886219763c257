package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.client.RequestObserver;
import io.rolloutoperator.kube.client.RequestTarget;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the API server's answers. No series goes, so that their number is bounded: not told apart
 * by object, and by the first {@value #MOST_NAMESPACES} namespaces only.
 */
final class RequestCounter implements RequestObserver {
  static final int MOST_NAMESPACES = 1000;
  private static final String ANY = "N/A";

  private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
  private final Counter requests;

  RequestCounter(PrometheusRegistry registry) {
    requests =
        Counter.builder()
            .name("controller_clientset_k8s_request_total")
            .help("Number of kubernetes requests executed during application reconciliation.")
            .labelNames("kind", "name", "namespace", "status_code", "verb")
            .withoutExemplars()
            .register(registry);
  }

  @Override
  public void answered(RequestTarget target, int status) {
    int slash = target.resource().indexOf('/');
    String kind = slash < 0 ? target.resource() : target.resource().substring(0, slash);
    requests
        .labelValues(
            kind.toLowerCase(Locale.ROOT),
            ANY,
            namespace(target.namespace()),
            Integer.toString(status),
            target.verb())
        .inc();
  }

  private String namespace(String namespace) {
    boolean told =
        namespaces.contains(namespace)
            || (namespaces.size() < MOST_NAMESPACES && namespaces.add(namespace));
    return told ? namespace : ANY;
  }
}
