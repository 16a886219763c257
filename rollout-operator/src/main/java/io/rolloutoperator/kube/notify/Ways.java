package io.rolloutoperator.kube.notify;

import io.rolloutoperator.analysis.providers.http.EgressPolicy;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import io.rolloutoperator.kube.egress.Egress;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.delivery.Courier;
import io.rolloutoperator.notify.delivery.HttpSender;
import io.rolloutoperator.notify.delivery.MailSender;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The guarded ways out for notifications: those of metrics, and for the operator's own
 * configuration also the hosts of its flags. Made by the first notification, as most processes
 * never send one.
 */
public final class Ways {

  private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

  /** Of namespaces that configure themselves; a courier holds little more than its settings. */
  private static final int MOST_TEAMS = 200;

  private final AnalysisSettings egress;
  private final NotificationSettings settings;
  private final String apiServer;
  private final Map<String, Courier> teams = new LinkedHashMap<>();
  private @Nullable Courier own;
  private @Nullable EgressPolicy teamPolicy;

  /**
   * Makes nothing yet.
   *
   * @param apiServer URL of the API server, which no notification may reach
   */
  public Ways(AnalysisSettings egress, NotificationSettings settings, String apiServer) {
    this.egress = egress;
    this.settings = settings;
    this.apiServer = apiServer;
  }

  /**
   * The way of a configuration.
   *
   * @param namespace of the Rollout
   */
  synchronized Courier of(Owner owner, String namespace) {
    return switch (owner) {
      case FLAGS, OPERATOR -> own();
      case NAMESPACE -> team(namespace);
    };
  }

  private Courier own() {
    Courier known = own;
    if (known == null) {
      known = courier(policy(Owner.OPERATOR), settings.namespace());
      own = known;
    }
    return known;
  }

  private Courier team(String namespace) {
    EgressPolicy policy = teamPolicy;
    if (policy == null) {
      policy = policy(Owner.NAMESPACE);
      teamPolicy = policy;
    }
    if (teams.size() >= MOST_TEAMS && !teams.containsKey(namespace)) {
      teams.clear();
    }
    EgressPolicy judge = policy;
    return teams.computeIfAbsent(namespace, name -> courier(judge, name));
  }

  /** What a team writes may not go where only the operator's flags may. */
  EgressPolicy policy(Owner owner) {
    AnalysisSettings allowed = owner == Owner.NAMESPACE ? egress : egress.allowing(receivers());
    return Egress.policy(allowed, apiServer);
  }

  private static Courier courier(EgressPolicy policy, String namespace) {
    Caller caller = new Caller(namespace, Cargo.PLAIN);
    return new Courier(
        new HttpSender(new OkHttpClient(), policy, caller, HttpSender.Settings.DEFAULT),
        new MailSender(
            (host, address) ->
                policy.judge(host, address, caller) instanceof Judgement.Refused(String reason)
                    ? Optional.of(reason)
                    : Optional.empty(),
            MAIL_TIMEOUT));
  }

  private List<String> receivers() {
    return Stream.of(settings.receivers().webhook(), settings.receivers().alertmanager())
        .flatMap(Optional::stream)
        .map(URI::getHost)
        .toList();
  }
}
