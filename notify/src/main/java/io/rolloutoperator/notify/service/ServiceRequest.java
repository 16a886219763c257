package io.rolloutoperator.notify.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP request to a service.
 *
 * @param body empty for a method without one
 * @param rule how its answer says that it was received
 * @param app whose token the request needs besides its headers
 * @param repeated whether it was sent before
 */
public record ServiceRequest(
    String method,
    String url,
    List<Header> headers,
    String body,
    AnswerRule rule,
    Optional<GitHubApp> app,
    boolean repeated) {

  public ServiceRequest {
    headers = List.copyOf(headers);
  }

  /** A request that brings all it needs. */
  public ServiceRequest(
      String method, String url, List<Header> headers, String body, AnswerRule rule) {
    this(method, url, headers, body, rule, Optional.empty(), false);
  }

  /** A header, whose value may be a credential. */
  public record Header(String name, String value) {}

  /** A request with a JSON body. */
  public static ServiceRequest post(String url, String json) {
    return new ServiceRequest(
        "POST",
        url,
        List.of(new Header("Content-Type", "application/json")),
        json,
        AnswerRule.SUCCESS);
  }

  /** The same with one more header. */
  public ServiceRequest with(String name, String value) {
    List<Header> all = new ArrayList<>(headers);
    all.add(new Header(name, value));
    return new ServiceRequest(method, url, all, body, rule, app, repeated);
  }

  /** The same with another way to read the answer. */
  ServiceRequest judgedBy(AnswerRule other) {
    return new ServiceRequest(method, url, headers, body, other, app, repeated);
  }

  /** The same with the token of an app. */
  ServiceRequest as(GitHubApp other) {
    return new ServiceRequest(method, url, headers, body, rule, Optional.of(other), repeated);
  }

  /** The same with another body. */
  public ServiceRequest saying(String other) {
    return new ServiceRequest(method, url, headers, other, rule, app, repeated);
  }

  /** The same, sent once more. */
  public ServiceRequest again() {
    return new ServiceRequest(method, url, headers, body, rule, app, true);
  }

  /** Method and body only: addresses and headers hold credentials. */
  @Override
  public String toString() {
    return method + " " + body;
  }
}
