package io.rolloutoperator.kube.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.rolloutoperator.kube.fence.LeaseFence;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Objects as trees, one request per call, every answer a value. Nothing of an object is lost on the
 * way, and a patch sends what it was given without reading the object first.
 */
public final class ObjectApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A read is tried three times by the client; a write ends by its own deadline long before. */
  private static final Duration PATIENCE = LeaseFence.LONGEST_WRITE.multipliedBy(4);

  /** What becomes of an object's dependents when it is deleted. */
  public enum Propagation {
    BACKGROUND("Background"),
    FOREGROUND("Foreground"),
    ORPHAN("Orphan");

    private final String wireName;

    Propagation(String wireName) {
      this.wireName = wireName;
    }
  }

  private final ApiClients clients;

  public ObjectApi(ApiClients clients) {
    this.clients = clients;
  }

  /** Whether a write would be sent now. */
  public boolean mayWrite() {
    return clients.mayWrite();
  }

  /** Reads an object from the API server itself, not from a cache. */
  public ApiAnswer get(ApiResource resource, String namespace, String name) {
    return read(resource.path(namespace) + "/" + name);
  }

  /**
   * Lists objects from the API server itself.
   *
   * @param labelSelector empty for all
   */
  public ApiAnswer list(ApiResource resource, String namespace, String labelSelector) {
    String query =
        labelSelector.isEmpty()
            ? ""
            : "?labelSelector=" + URLEncoder.encode(labelSelector, StandardCharsets.UTF_8);
    return read(resource.path(namespace) + query);
  }

  /**
   * Creates an object.
   *
   * @param object whole, with apiVersion and kind
   */
  public ApiAnswer create(ApiResource resource, String namespace, JsonNode object) {
    return write("POST", "application/json", resource.path(namespace), object);
  }

  /**
   * Asks what a creation would make, with defaults and admission, without carrying it out.
   *
   * @param object whole, with apiVersion and kind
   */
  public ApiAnswer tryCreate(ApiResource resource, String namespace, JsonNode object) {
    return write("POST", "application/json", resource.path(namespace) + "?dryRun=All", object);
  }

  /**
   * Patches an object by RFC 7386. With {@code metadata.resourceVersion} in the patch it succeeds
   * only on that version.
   *
   * @param subresource {@code status}, {@code scale}, or empty
   * @param mergePatch sent as it is
   */
  public ApiAnswer patch(
      ApiResource resource,
      String namespace,
      String name,
      String subresource,
      JsonNode mergePatch) {
    String path =
        resource.path(namespace) + "/" + name + (subresource.isEmpty() ? "" : "/" + subresource);
    return write("PATCH", "application/merge-patch+json", path, mergePatch);
  }

  /**
   * Patches an object of a built-in kind, merging lists by the keys of their entries: an owner is
   * added or removed by its UID, and the others stay. With {@code metadata.uid} and {@code
   * metadata.resourceVersion} in the patch it succeeds only on that object in that version.
   *
   * @param patch sent as it is
   */
  public ApiAnswer strategicPatch(
      ApiResource resource, String namespace, String name, JsonNode patch) {
    return write(
        "PATCH",
        "application/strategic-merge-patch+json",
        resource.path(namespace) + "/" + name,
        patch);
  }

  /**
   * Applies an object: the server merges it, field by field, with what other managers own. What
   * this manager applied before and leaves out now is removed. Fields that the kind does not have
   * are refused.
   *
   * @param object whole, with apiVersion and kind; with {@code metadata.resourceVersion} it
   *     succeeds only on that version
   * @param manager whose fields they become, whoever had them before
   */
  public ApiAnswer apply(
      ApiResource resource, String namespace, String name, JsonNode object, String manager) {
    return apply(resource, namespace, name, object, manager, "");
  }

  /** Asks what {@link #apply} would make, with defaults and admission, without carrying it out. */
  public ApiAnswer tryApply(
      ApiResource resource, String namespace, String name, JsonNode object, String manager) {
    return apply(resource, namespace, name, object, manager, "&dryRun=All");
  }

  private ApiAnswer apply(
      ApiResource resource,
      String namespace,
      String name,
      JsonNode object,
      String manager,
      String dryRun) {
    return write(
        "PATCH",
        "application/apply-patch+yaml",
        "%s/%s?fieldManager=%s&force=true&fieldValidation=Strict%s"
            .formatted(resource.path(namespace), name, manager, dryRun),
        object);
  }

  /**
   * Patches an object by RFC 6902; its tests are its preconditions.
   *
   * @param operations sent as they are
   */
  public ApiAnswer jsonPatch(
      ApiResource resource, String namespace, String name, JsonNode operations) {
    return write(
        "PATCH", "application/json-patch+json", resource.path(namespace) + "/" + name, operations);
  }

  /**
   * Asks which kinds a version of a group has; the answer is an {@code APIResourceList}.
   *
   * @param apiVersion {@code v1}, {@code apps/v1}
   */
  public ApiAnswer kindsOf(String apiVersion) {
    String path = (apiVersion.indexOf('/') < 0 ? "api/" : "apis/") + apiVersion;
    return read(path);
  }

  /** Asks which groups and versions there are; the answer is an {@code APIGroupList}. */
  public ApiAnswer groups() {
    return read("apis");
  }

  /**
   * Deletes this very object, if it is still as it was read.
   *
   * @param uid of the object
   * @param resourceVersion as it was read
   */
  public ApiAnswer delete(
      ApiResource resource,
      String namespace,
      String name,
      String uid,
      String resourceVersion,
      Propagation propagation) {
    ObjectNode options =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "DeleteOptions")
            .put("apiVersion", "v1")
            .put("propagationPolicy", propagation.wireName);
    options.putObject("preconditions").put("uid", uid).put("resourceVersion", resourceVersion);
    return write("DELETE", "application/json", resource.path(namespace) + "/" + name, options);
  }

  private ApiAnswer read(String path) {
    ApiAnswer answer = send(clients.reading(), "GET", "application/json", path, null);
    clients.judgeRead(answer);
    return answer;
  }

  private ApiAnswer write(String method, String contentType, String path, JsonNode body) {
    ApiAnswer answer = send(clients.writing(), method, contentType, path, body);
    clients.judgeWrite(method, URI.create("/" + path), answer);
    return answer;
  }

  /**
   * Asks for this very pod to be evicted; {@link ApiAnswer.TryLater} where a budget of disruption
   * refuses.
   *
   * @param uid of the pod
   */
  public ApiAnswer evict(ApiResource pods, String namespace, String name, String uid) {
    ObjectNode eviction =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", "policy/v1")
            .put("kind", "Eviction");
    eviction.putObject("metadata").put("name", name).put("namespace", namespace);
    eviction.putObject("deleteOptions").putObject("preconditions").put("uid", uid);
    return write(
        "POST", "application/json", pods.path(namespace) + "/" + name + "/eviction", eviction);
  }

  private static ApiAnswer send(
      KubernetesClient client,
      String method,
      String contentType,
      String path,
      @Nullable JsonNode body) {
    HttpClient http = client.getHttpClient();
    HttpRequest.Builder request =
        http.newHttpRequestBuilder()
            .uri(client.getConfiguration().getMasterUrl() + path)
            .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
            .method(method, contentType, body == null ? null : body.toString());
    CompletableFuture<HttpResponse<String>> sent;
    try {
      sent = http.sendAsync(request.build(), String.class);
    } catch (WriteRefusedException e) {
      return new ApiAnswer.NotSent(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
    try {
      HttpResponse<String> response = sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return answer(response, Objects.requireNonNullElse(response.body(), ""));
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      return cause instanceof WriteRefusedException refused
          ? new ApiAnswer.NotSent(
              Objects.requireNonNullElse(refused.getMessage(), refused.toString()))
          : new ApiAnswer.Unknown(cause.toString());
    } catch (TimeoutException e) {
      sent.cancel(true);
      return new ApiAnswer.Unknown("no answer within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return new ApiAnswer.Unknown("interrupted while waiting for the answer");
    }
  }

  private static ApiAnswer answer(HttpResponse<String> response, String text) {
    JsonNode body;
    try {
      body = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return new ApiAnswer.Unknown("HTTP " + response.code() + " with a body that is no JSON");
    }
    if (response.isSuccessful()) {
      return new ApiAnswer.Done(body);
    }
    return StatusReader.failure(response.code(), body, response.header("Retry-After"));
  }
}
