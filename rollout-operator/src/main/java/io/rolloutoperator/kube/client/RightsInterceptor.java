package io.rolloutoperator.kube.client;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells which requests lack a right, by the code of the answer alone: nobody but the authorizer
 * answers a read with 403. Admission may answer so to a write, whose answer must be read for that.
 */
final class RightsInterceptor implements Interceptor {
  static final String IMPERSONATION_HEADER = "Impersonate-User";

  /** A watch by WebSocket begins. */
  private static final int SWITCHING_PROTOCOLS = 101;

  private final RequestObserver observer;
  private final Predicate<HttpRequest> judged;

  private RightsInterceptor(RequestObserver observer, Predicate<HttpRequest> judged) {
    this.observer = observer;
    this.judged = judged;
  }

  /** Of reads with our own rights. */
  static Interceptor ofReads(RequestObserver observer) {
    return new RightsInterceptor(
        observer,
        request ->
            !RequestTarget.mutates(request.method())
                && request.header(IMPERSONATION_HEADER) == null);
  }

  /** Of every request, where no admission stands in the way. */
  static Interceptor ofAll(RequestObserver observer) {
    return new RightsInterceptor(observer, _ -> true);
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    boolean refused = response.code() == HttpURLConnection.HTTP_FORBIDDEN;
    if ((refused || allowed(response)) && judged.test(request)) {
      observer.judged(RequestTarget.of(request.method(), request.uri()), !refused);
    }
  }

  /** Whether an object is there is told to those only who may see it. */
  private static boolean allowed(HttpResponse<?> response) {
    return response.isSuccessful()
        || response.code() == SWITCHING_PROTOCOLS
        || response.code() == HttpURLConnection.HTTP_NOT_FOUND;
  }
}
