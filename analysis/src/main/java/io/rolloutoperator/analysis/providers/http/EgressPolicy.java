package io.rolloutoperator.analysis.providers.http;

import java.net.InetAddress;
import okhttp3.HttpUrl;

/**
 * Which addresses may be contacted. Tenants write the addresses of metrics, and the controller
 * stands inside the cluster's network: without a policy a metric could read the cloud's metadata
 * service.
 */
public interface EgressPolicy {

  /** Judges an address as it is written, before any name is resolved. */
  Judgement judge(HttpUrl url, Caller caller);

  /** Judges one address that a name stands for, and again when the connection is made to it. */
  Judgement judge(String host, InetAddress address, Caller caller);

  /** The outcome. */
  sealed interface Judgement {
    record Allowed() implements Judgement {}

    /**
     * Not allowed.
     *
     * @param reason one word for the author of the metric, such as {@code loopback}
     */
    record Refused(String reason) implements Judgement {}
  }

  /**
   * On whose behalf a request is made. Connections are never shared between callers.
   *
   * @param namespace of the AnalysisRun
   */
  record Caller(String namespace, Cargo cargo) {}

  /** What a request may carry. */
  enum Cargo {
    PLAIN,
    /** Values of Secrets: only hosts that the operator has listed may get them. */
    SECRETS
  }
}
