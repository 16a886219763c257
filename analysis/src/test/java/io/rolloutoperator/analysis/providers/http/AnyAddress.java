package io.rolloutoperator.analysis.providers.http;

import java.net.InetAddress;
import okhttp3.HttpUrl;

/** The policy of tests whose servers listen on loopback. */
public final class AnyAddress implements EgressPolicy {

  @Override
  public Judgement judge(HttpUrl url, Caller caller) {
    return new Judgement.Allowed();
  }

  @Override
  public Judgement judge(String host, InetAddress address, Caller caller) {
    return new Judgement.Allowed();
  }
}
