package io.rolloutoperator.kubectl.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.config.Access;
import io.rolloutoperator.kubectl.http.Exchange;
import io.rolloutoperator.kubectl.http.Request;
import io.rolloutoperator.kubectl.http.Transport;
import io.rolloutoperator.kubectl.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The API server of one cluster: each method is one request. */
public final class Cluster implements AutoCloseable {

  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String JSON = "application/json";
  private static final int PAGE = 500;

  /** API servers send a bookmark about every minute; after this the connection counts as dead. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);

  private final Access access;
  private final Transport transport;
  private final Duration patience;
  private final RequestLog log;
  private final Refusals refusals;

  /**
   * A cluster.
   *
   * @param patience how long an answer may take; {@link Duration#ZERO} for ever
   */
  public Cluster(Access access, Transport transport, Duration patience, RequestLog log) {
    this.access = access;
    this.transport = transport;
    this.patience = patience;
    this.log = log;
    this.refusals = new Refusals(access);
  }

  /**
   * Reads an object with all its fields.
   *
   * @throws ApiFailure if it does not exist or may not be read
   */
  public JsonNode get(ObjectRef object) throws CommandFailure {
    return answer(object.kind(), Request.get(object.path(), patience));
  }

  /** Reads an object that need not exist. */
  public Optional<JsonNode> find(ObjectRef object) throws CommandFailure {
    try {
      return Optional.of(get(object));
    } catch (ApiFailure e) {
      if (e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Lists objects page by page.
   *
   * @throws CommandFailure if the pages lead in a circle
   */
  public ObjectList list(Selection selection) throws CommandFailure {
    ObjectList all = ObjectList.EMPTY;
    String from = "";
    Set<String> places = new HashSet<>();
    do {
      String target =
          "%s?limit=%d%s%s"
              .formatted(
                  selection.path(),
                  PAGE,
                  selection.query(),
                  from.isEmpty() ? "" : "&continue=" + encoded(from));
      JsonNode page = answer(selection.kind(), Request.get(target, patience));
      all = all.plus(page);
      from = page.path("metadata").path("continue").asText("");
      if (!places.add(from)) {
        throw new CommandFailure(
            "the list of %s from %s has no end: a page leads back to one before it"
                .formatted(selection.kind().resource(), access.server()));
      }
    } while (!from.isEmpty());
    return all;
  }

  /** Changes fields of an object (RFC 7386). */
  public JsonNode merge(ObjectRef object, String patch) throws CommandFailure {
    return patch(object, object.path(), MERGE_PATCH, patch);
  }

  /** Changes fields of an object's status (RFC 7386). */
  public JsonNode mergeStatus(ObjectRef object, String patch) throws CommandFailure {
    return patch(object, object.path() + "/status", MERGE_PATCH, patch);
  }

  /** Changes an object by operations (RFC 6902). */
  public JsonNode edit(ObjectRef object, String patch) throws CommandFailure {
    return patch(object, object.path(), JSON_PATCH, patch);
  }

  private JsonNode patch(ObjectRef object, String path, String type, String patch)
      throws CommandFailure {
    return answer(object.kind(), new Request("PATCH", path, type, patch, patience));
  }

  /** Replaces an object; refused with 409 if it changed since it was read. */
  public JsonNode replace(ObjectRef object, JsonNode tree) throws CommandFailure {
    return answer(
        object.kind(), new Request("PUT", object.path(), JSON, Json.compact(tree), patience));
  }

  /** Creates an object in a namespace. */
  public JsonNode create(Kind kind, String namespace, JsonNode tree) throws CommandFailure {
    return answer(
        kind, new Request("POST", kind.path(namespace), JSON, Json.compact(tree), patience));
  }

  /**
   * Follows changes until the server ends it, about every five minutes, or the connection breaks.
   *
   * @param from the version to start after
   * @param each gets the changes in order, bookmarks among them
   * @throws ApiFailure with 410 if that version is too old
   */
  public void watch(Selection selection, String from, ChangeHandler each) throws CommandFailure {
    String target =
        "%s?watch=true&allowWatchBookmarks=true&resourceVersion=%s%s"
            .formatted(selection.path(), encoded(from), selection.query());
    try (Exchange exchange = send(Request.get(target, LONGEST_SILENCE))) {
      check(selection.kind(), exchange);
      each.connected();
      Changes.read(exchange.body(), each);
    } catch (SocketTimeoutException _) {
      // Nothing is wrong yet: the next watch goes on from the same place, or fails.
    } catch (IOException e) {
      throw new CommandFailure(refusals.unreachable(e), e);
    }
  }

  private JsonNode answer(Kind kind, Request request) throws CommandFailure {
    try (Exchange exchange = send(request)) {
      check(kind, exchange);
      InputStream body = exchange.body();
      JsonNode tree =
          request.method().equals("GET") && request.target().contains("?limit=")
              ? Json.readTrimmed(body)
              : Json.read(body);
      body.skip(Long.MAX_VALUE);
      return tree;
    } catch (IOException e) {
      throw new CommandFailure(refusals.unreachable(e), e);
    }
  }

  private Exchange send(Request request) throws IOException {
    long began = System.nanoTime();
    String server = access.server().toString();
    try {
      Exchange exchange = transport.send(request);
      log.sent(request, server, exchange.status(), (System.nanoTime() - began) / 1_000_000);
      return exchange;
    } catch (IOException e) {
      log.failed(request, server, e);
      throw e;
    }
  }

  private void check(Kind kind, Exchange exchange) throws IOException, ApiFailure {
    if (exchange.status() >= 300) {
      byte[] bytes = exchange.body().readAllBytes();
      throw refusals.of(
          kind, exchange.status(), statusOf(new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  private static JsonNode statusOf(String body) {
    try {
      return body.startsWith("{") ? Json.read(body) : MissingNode.getInstance();
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  /** A text as a part of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    transport.close();
  }
}
