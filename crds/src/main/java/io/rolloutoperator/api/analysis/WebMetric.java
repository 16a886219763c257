package io.rolloutoperator.api.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON document read over HTTP. */
public record WebMetric(
    @Field("HTTP method; absent counts as GET.") String method,
    @Field(value = "Address of the document.", required = true) String url,
    @Field("Further request headers.") List<WebMetricHeader> headers,
    @Field("Request body.") String body,
    @Field("Seconds until the request is given up; absent counts as 10.") long timeoutSeconds,
    @Field("JSONPath of the result in the document; absent is the whole document.") String jsonPath,
    @Field("Skips the check of the server's certificate.") boolean insecure,
    @Field("Request body as JSON.") @Nullable JsonNode jsonBody,
    @Field("How to log in.") @Nullable Authentication authentication) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public WebMetric {
    method = Absent.text(method);
    url = Absent.text(url);
    headers = Absent.list(headers);
    body = Absent.text(body);
    jsonPath = Absent.text(jsonPath);
    jsonBody = Absent.tree(jsonBody);
  }
}
