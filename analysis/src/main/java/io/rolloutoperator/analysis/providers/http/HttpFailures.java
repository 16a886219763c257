package io.rolloutoperator.analysis.providers.http;

import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.egress.AddressRule;
import io.rolloutoperator.egress.RefusedAddressException;
import io.rolloutoperator.egress.RefusedHostException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Says in one line why there is no answer, in the words that users of this API know: {@code Get
 * "http://x/": dial tcp …}.
 */
final class HttpFailures {

  /**
   * OkHttp names the address it could not connect to: {@code Failed to connect to web/10.0.0.1:80}.
   */
  private static final Pattern TARGET = Pattern.compile("Failed to connect to [^/]*/(\\S+)");

  private HttpFailures() {}

  static HttpAnswer refused(String reason) {
    return new HttpAnswer.Failed(AddressRule.sentence(reason));
  }

  static HttpAnswer timeout(Request request, Duration timeout) {
    return new HttpAnswer.Failed(
        prefix(request) + "no answer within " + GoDuration.format(timeout));
  }

  static HttpAnswer failed(Request request, Duration timeout, IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedAddressException || cause instanceof RefusedHostException) {
        return new HttpAnswer.Failed(text(cause));
      }
    }
    return switch (e) {
      case InterruptedIOException _ -> timeout(request, timeout);
      case UnknownHostException _ ->
          failed(request, "dial tcp: lookup " + request.url().host() + ": no such host");
      case ConnectException _ ->
          failed(request, "dial tcp " + target(request, e) + ": connect: " + refusal(e));
      case NoRouteToHostException _ ->
          failed(request, "dial tcp " + request.url().host() + ": connect: no route to host");
      case SSLException _ -> failed(request, "tls: " + Text.line(text(e)));
      default -> failed(request, Text.line(text(e)));
    };
  }

  private static HttpAnswer failed(Request request, String reason) {
    return new HttpAnswer.Failed(prefix(request) + reason);
  }

  private static String target(Request request, IOException e) {
    Matcher target = TARGET.matcher(text(e));
    return target.find() ? target.group(1) : request.url().host() + ":" + request.url().port();
  }

  private static String refusal(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (text(cause).contains("Connection refused")) {
        return "connection refused";
      }
    }
    return Text.line(text(e)).toLowerCase(Locale.ROOT);
  }

  /** The method as Go writes it, and the address without anything that could be a credential. */
  private static String prefix(Request request) {
    String method = request.method();
    HttpUrl url = request.url().newBuilder().username("").password("").build();
    String shown =
        url.encodedPath().equals("/") && url.querySize() == 0
            ? url.toString().replaceAll("/$", "")
            : url.toString();
    return method.charAt(0)
        + method.substring(1).toLowerCase(Locale.ROOT)
        + " \""
        + Text.line(shown)
        + "\": ";
  }

  private static String text(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
