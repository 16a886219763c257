package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.analysis.providers.http.EgressGuard;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import io.rolloutoperator.analysis.providers.http.EgressSettings;
import io.rolloutoperator.gitsync.source.remote.EgressPolicy;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Which Git servers may be reached: the rules that hold for metrics, with hosts of its own. */
final class GitEgress implements EgressPolicy {
  private static final Caller CALLER = new Caller("", Cargo.PLAIN);

  private final EgressGuard guard;
  private final boolean loopback;

  GitEgress(GitSyncSettings settings, String ownNamespace) {
    this.loopback = settings.allowances().loopback();
    this.guard =
        new EgressGuard(
            new EgressSettings(
                settings.allowedHosts(),
                Map.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                ownNamespace,
                EgressSettings.SecretDestinations.ANY_HOST));
  }

  @Override
  public Optional<String> refusal(String host, int port) {
    if (loopback && isLoopback(host)) {
      return Optional.empty();
    }
    try {
      HttpUrl url = new HttpUrl.Builder().scheme("https").host(host).port(port).build();
      return reason(guard.judge(url, CALLER));
    } catch (IllegalArgumentException e) {
      return Optional.of("unreadable");
    }
  }

  @Override
  public Optional<String> refusal(String host, InetAddress address) {
    if (loopback && address.isLoopbackAddress()) {
      return Optional.empty();
    }
    return reason(guard.judge(host, address, CALLER));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
  }

  private static Optional<String> reason(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Allowed _ -> Optional.empty();
      case Judgement.Refused(String reason) -> Optional.of(reason);
    };
  }
}
