package io.rolloutoperator.analysis.providers.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Json;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.analysis.providers.MeasurementProvider;
import io.rolloutoperator.analysis.providers.MeasurementRequest;
import io.rolloutoperator.analysis.providers.ProviderAnswer;
import io.rolloutoperator.analysis.providers.ProviderNames;
import io.rolloutoperator.analysis.providers.http.AuthenticatedGateway;
import io.rolloutoperator.analysis.providers.http.BoundedJson;
import io.rolloutoperator.analysis.providers.http.CallOptions;
import io.rolloutoperator.analysis.providers.http.Credentials;
import io.rolloutoperator.analysis.providers.http.Headers;
import io.rolloutoperator.analysis.providers.http.HttpAnswer;
import io.rolloutoperator.api.analysis.WebMetric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document and gives the first value that the metric's path finds in it. A plain word,
 * such as OK, is a result too, if there is no path.
 */
public final class WebProvider implements MeasurementProvider {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");
  private static final MediaType JSON = MediaType.get("application/json");

  private final AuthenticatedGateway gateway;

  public WebProvider(AuthenticatedGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public String name() {
    return ProviderNames.WEB;
  }

  @Override
  public ProviderAnswer measure(MeasurementRequest request) {
    WebMetric metric = request.provider().web();
    if (metric == null) {
      return new ProviderAnswer.Failure("no web request in the metric");
    }
    Optional<String> problem = problem(metric);
    if (problem.isPresent()) {
      return new ProviderAnswer.Failure(problem.get());
    }
    HttpUrl url = HttpUrl.parse(metric.url());
    if (url == null) {
      boolean otherScheme =
          metric.url().matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*")
              && !metric.url().matches("(?is)https?:.*");
      return new ProviderAnswer.Failure(
          otherScheme
              ? "address not allowed by egress policy (scheme)"
              : "web metric url is not in url format");
    }
    return switch (JsonPath.parse(metric.jsonPath())) {
      case JsonPath.Parsed.Invalid(String text) -> new ProviderAnswer.Failure(text);
      case JsonPath.Parsed.Read(JsonPath path) -> ask(metric, url, path, request);
    };
  }

  private static Optional<String> problem(WebMetric metric) {
    if (!METHODS.contains(method(metric))) {
      return Optional.of("web metric method must be GET, POST or PUT");
    }
    if (!metric.body().isEmpty() && metric.jsonBody() != null) {
      return Optional.of("use either Body or JSONBody; both cannot exists for WebMetric payload");
    }
    if (method(metric).equals("GET") && (!metric.body().isEmpty() || metric.jsonBody() != null)) {
      return Optional.of("Body/JSONBody can only be used with POST or PUT WebMetric Method types");
    }
    return Headers.problem(metric.headers());
  }

  private static String method(WebMetric metric) {
    return metric.method().isEmpty() ? "GET" : metric.method();
  }

  private ProviderAnswer ask(
      WebMetric metric, HttpUrl url, JsonPath path, MeasurementRequest request) {
    Duration timeout =
        metric.timeoutSeconds() <= 0
            ? DEFAULT_TIMEOUT
            : Duration.ofSeconds(
                Math.min(metric.timeoutSeconds(), CallOptions.LONGEST.toSeconds()));
    CallOptions options =
        new CallOptions(request.caller(), timeout, CallOptions.tls(metric.insecure()));
    return switch (gateway.send(
        request(metric, url), Credentials.of(metric.authentication()), options)) {
      case HttpAnswer.Failed(String reason) -> new ProviderAnswer.Failure(reason);
      case HttpAnswer.Answered answered when !answered.isSuccess() ->
          new ProviderAnswer.Failure("received non 2xx response code: " + answered.status());
      case HttpAnswer.Answered answered -> read(metric, answered.body(), path);
    };
  }

  private static Request request(WebMetric metric, HttpUrl url) {
    Request.Builder builder = new Request.Builder();
    Headers.set(builder, metric.headers());
    return builder.url(url).method(method(metric), body(metric)).build();
  }

  private static @Nullable RequestBody body(WebMetric metric) {
    if (method(metric).equals("GET")) {
      return null;
    }
    JsonNode json = metric.jsonBody();
    return json == null
        ? RequestBody.create(metric.body().getBytes(StandardCharsets.UTF_8), null)
        : RequestBody.create(json.toString().getBytes(StandardCharsets.UTF_8), JSON);
  }

  private static ProviderAnswer read(WebMetric metric, String body, JsonPath path) {
    return switch (BoundedJson.parse(body)) {
      case BoundedJson.Parsed.Broken(String problem) ->
          isText(metric, body)
              ? new ProviderAnswer.Data(Value.of(body), body, Map.of())
              : new ProviderAnswer.Failure("the answer is not JSON: " + problem);
      case BoundedJson.Parsed.Tree(JsonNode root) ->
          switch (path.find(root)) {
            case JsonPath.Found.Nothing(String problem) -> new ProviderAnswer.Failure(problem);
            case JsonPath.Found.Values(var values) ->
                new ProviderAnswer.Data(
                    Json.fromTree(values.getFirst()),
                    CompactJson.text(values.getFirst()),
                    Map.of());
          };
    };
  }

  /** A page of a proxy and a document that was cut off are no results, and a path wants JSON. */
  private static boolean isText(WebMetric metric, String body) {
    String start = body.stripLeading();
    return metric.jsonPath().isEmpty() && !start.isEmpty() && "{[<\"".indexOf(start.charAt(0)) < 0;
  }
}
