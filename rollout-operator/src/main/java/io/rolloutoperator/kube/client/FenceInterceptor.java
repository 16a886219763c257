package io.rolloutoperator.kube.client;

import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.fence.WritePermit.Granted;
import io.rolloutoperator.kube.fence.WritePermit.Refused;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The last look before a mutating request leaves the process, once per attempt: without a permit it
 * is not sent, and with one it ends before the lease does.
 */
final class FenceInterceptor implements Interceptor {
  static final String EPOCH_HEADER = "X-Rollout-Operator-Epoch";
  static final String PASS_HEADER = "X-Rollout-Operator-Pass";

  /** The API server takes this as the id of the request in its audit log. */
  static final String AUDIT_ID_HEADER = "Audit-ID";

  private final LeaseFence fence;
  private final WritesInFlight inFlight;

  FenceInterceptor(LeaseFence fence, WritesInFlight inFlight) {
    this.fence = fence;
    this.inFlight = inFlight;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!RequestTarget.mutates(request.method())) {
      return;
    }
    RequestTarget target = RequestTarget.of(request.method(), request.uri());
    refuseRetries(target, tags);
    switch (fence.permit()) {
      case Refused(String reason) -> throw new WriteRefusedException(target, reason);
      case Granted(String epoch, Duration deadline) -> {
        builder.setHeader(EPOCH_HEADER, epoch);
        String pass = Pass.current();
        if (!pass.isEmpty()) {
          builder.setHeader(PASS_HEADER, pass);
        }
        if (builder instanceof HttpRequest.Builder timed) {
          timed.timeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        }
        String auditId = UUID.randomUUID().toString();
        builder.setHeader(AUDIT_ID_HEADER, auditId);
        inFlight.sent(auditId, deadline);
      }
    }
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    String auditId = request.header(AUDIT_ID_HEADER);
    if (auditId != null) {
      inFlight.answered(auditId);
    }
  }

  /**
   * A write that the client repeats by itself would repeat a decision whose facts are gone; the
   * next pass is the retry.
   */
  private static void refuseRetries(RequestTarget target, RequestTags tags) {
    RequestConfig config = tags.getTag(RequestConfig.class);
    if (config == null
        || config.getRequestRetryBackoffLimit() == null
        || config.getRequestRetryBackoffLimit() != 0) {
      throw new WriteRefusedException(
          target, "writes go through the writing client, which never repeats a request");
    }
  }
}
