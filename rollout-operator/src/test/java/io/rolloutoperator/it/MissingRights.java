package io.rolloutoperator.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** The rights that an operator lacks, as its metric tells. */
record MissingRights(ShippedOperator operator) {
  private static final String METRIC = "rollout_operator_missing_rights";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The labels of a right. */
  static String labels(String verb, String group, String resource) {
    return "{group=\"%s\",resource=\"%s\",verb=\"%s\"}".formatted(group, resource, verb);
  }

  /** The labels of all that are missing now. */
  List<String> now() {
    return page()
        .lines()
        .filter(line -> line.startsWith(METRIC))
        .map(line -> line.substring(METRIC.length(), line.lastIndexOf(' ')))
        .toList();
  }

  /** Waits until none is missing any more. */
  void awaitNone() {
    operator.namespace().await("no right is missing", () -> now().isEmpty());
  }

  private String page() {
    URI address = URI.create("http://127.0.0.1:" + operator.metricsPort() + "/metrics");
    try {
      return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return METRIC + " cannot be read ";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
