package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.client.RequestTarget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rights the API server missed when they were used last: each is told in the log once when it
 * goes and once when it comes, and has a series meanwhile.
 */
final class MissingRights {
  private static final Logger log = LoggerFactory.getLogger(MissingRights.class);

  /** Beyond it the log and the number are not exact any more. */
  private static final int MOST_NAMESPACES = 1000;

  private record Right(String verb, String group, String resource) {
    static Right of(RequestTarget target) {
      return new Right(target.verb().toLowerCase(Locale.ROOT), target.group(), target.resource());
    }

    @Override
    public String toString() {
      String in = group.isEmpty() ? "" : " in API group \"" + group + "\"";
      return verb + " resource \"" + resource + "\"" + in;
    }
  }

  private final Gauge gauge;
  private final Map<Right, Set<String>> missing = new HashMap<>();
  private volatile boolean any;

  MissingRights(PrometheusRegistry registry) {
    gauge =
        Gauge.builder()
            .name("rollout_operator_missing_rights")
            .help("In how many namespaces the API server refused it last; 1 for all of them.")
            .labelNames("verb", "group", "resource")
            .withoutExemplars()
            .register(registry);
  }

  /** A right was used. Nearly always all is well, which costs a look at one field. */
  void judged(RequestTarget target, boolean allowed) {
    if (any || !allowed) {
      change(Right.of(target), target.namespace(), allowed);
    }
  }

  private synchronized void change(Right right, String namespace, boolean allowed) {
    Set<String> namespaces = missing.computeIfAbsent(right, _ -> new HashSet<>());
    boolean news =
        allowed
            ? namespaces.remove(namespace)
            : namespaces.size() < MOST_NAMESPACES && namespaces.add(namespace);
    if (news) {
      tell(right, namespace, allowed);
      gauge.labelValues(right.verb(), right.group(), right.resource()).set(namespaces.size());
    }
    if (namespaces.isEmpty()) {
      missing.remove(right);
      gauge.remove(right.verb(), right.group(), right.resource());
    }
    any = !missing.isEmpty();
  }

  private static void tell(Right right, String namespace, boolean allowed) {
    String where =
        namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"";
    if (allowed) {
      log.info("a right is back: can {} {}", right, where);
    } else {
      log.warn("a right is missing: cannot {} {}; the rest goes on", right, where);
    }
  }
}
