package io.rolloutoperator.analysis.providers.http;

import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import io.rolloutoperator.egress.AddressRule;
import java.net.InetAddress;
import java.util.Optional;

/** The addresses that one caller may contact. */
record CallersAddresses(EgressPolicy policy, Caller caller) implements AddressRule {
  @Override
  public Optional<String> refusal(String host, InetAddress address) {
    return switch (policy.judge(host, address, caller)) {
      case Judgement.Allowed _ -> Optional.empty();
      case Judgement.Refused(String reason) -> Optional.of(reason);
    };
  }
}
