package io.rolloutoperator.kube.client;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Counts every answer and, if asked to, spaces out the requests. */
final class CountingInterceptor implements Interceptor {
  private final RequestObserver observer;
  private final Optional<RequestRate> rate;

  CountingInterceptor(RequestObserver observer, Optional<RequestRate> rate) {
    this.observer = observer;
    this.rate = rate;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    rate.ifPresent(RequestRate::await);
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    observer.answered(RequestTarget.of(request.method(), request.uri()), response.code());
  }
}
