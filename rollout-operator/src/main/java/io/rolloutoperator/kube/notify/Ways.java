package io.rolloutoperator.kube.notify;

import io.rolloutoperator.analysis.providers.http.EgressPolicy;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import io.rolloutoperator.kube.egress.Egress;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.notify.delivery.Courier;
import io.rolloutoperator.notify.delivery.HttpSender;
import io.rolloutoperator.notify.delivery.MailSender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The guarded ways out for notifications: those of metrics, and the hosts of the operator's own
 * settings. Made by the first notification, as most processes never send one.
 */
public final class Ways implements Supplier<Courier> {

  private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

  private final AnalysisSettings egress;
  private final NotificationSettings settings;
  private final String apiServer;
  private @Nullable Courier made;

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

  @Override
  public synchronized Courier get() {
    Courier known = made;
    if (known == null) {
      known = make();
      made = known;
    }
    return known;
  }

  private Courier make() {
    EgressPolicy policy = Egress.policy(egress.allowing(receivers()), apiServer);
    Caller caller = new Caller(settings.namespace(), Cargo.PLAIN);
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
