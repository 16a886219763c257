package io.rolloutoperator.analysis.providers.http;

import io.rolloutoperator.analysis.providers.http.Credentials.Basic;
import io.rolloutoperator.analysis.providers.http.Credentials.ClientCredentials;
import io.rolloutoperator.analysis.providers.http.Credentials.None;
import io.rolloutoperator.analysis.providers.http.Credentials.Unusable;
import io.rolloutoperator.api.analysis.OAuth2Config;
import okhttp3.Request;

/** Logs in and sends. */
public final class AuthenticatedGateway {

  private static final String AUTHORIZATION = "Authorization";

  private final HttpGateway gateway;
  private final OAuth2Tokens tokens;

  public AuthenticatedGateway(HttpGateway gateway, OAuth2Tokens tokens) {
    this.gateway = gateway;
    this.tokens = tokens;
  }

  /** Sends a request with the credentials. */
  public HttpAnswer send(Request request, Credentials credentials, CallOptions options) {
    return switch (credentials) {
      case None _ -> gateway.send(request, options);
      case Basic basic -> gateway.send(with(request, basic.header()), options);
      case ClientCredentials(OAuth2Config config) -> sendWithToken(request, config, options);
      case Unusable(String problem) -> new HttpAnswer.Failed(problem);
    };
  }

  private HttpAnswer sendWithToken(Request request, OAuth2Config config, CallOptions options) {
    return switch (tokens.token(config, options)) {
      case OAuth2Tokens.Grant.Refused(String problem) -> new HttpAnswer.Failed(problem);
      case OAuth2Tokens.Grant.Granted(String token) -> {
        HttpAnswer answer = gateway.send(with(request, "Bearer " + token), options);
        if (answer instanceof HttpAnswer.Answered(int status, _) && status == 401) {
          tokens.forget(config, options.caller());
        }
        yield answer;
      }
    };
  }

  private static Request with(Request request, String authorization) {
    return request.newBuilder().header(AUTHORIZATION, authorization).build();
  }
}
