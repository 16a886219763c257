package io.rolloutoperator.kube.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.rolloutoperator.kube.fence.FenceClock;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.fence.WritePermit;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The two faces of one connection to the API server. Reads are repeated twice by the client; writes
 * never, and they leave the process only with the fence's permit. A write through {@link #reading}
 * is refused.
 *
 * <p>Requests go over HTTP/1.1: a connection on which a request timed out is closed there, while
 * with HTTP/2 every later request would queue up on the same dead connection.
 */
public final class ApiClients implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int READ_RETRIES = 2;

  /** Objects in one answer to a list. */
  private static final long LIST_LIMIT = 500;

  private final KubernetesClient reading;
  private final KubernetesClient readingMetadata;
  private final KubernetesClient writing;
  private final WritesInFlight inFlight;
  private final LeaseFence fence;
  private final RightsJudge judge;
  private final RequestObserver observer;

  private ApiClients(
      KubernetesClient reading,
      KubernetesClient readingMetadata,
      KubernetesClient writing,
      WritesInFlight inFlight,
      LeaseFence fence,
      RightsJudge judge,
      RequestObserver observer) {
    this.reading = reading;
    this.readingMetadata = readingMetadata;
    this.writing = writing;
    this.inFlight = inFlight;
    this.fence = fence;
    this.judge = judge;
    this.observer = observer;
  }

  /**
   * Opens the clients; no request is made.
   *
   * @param config where the API server is and who we are
   * @param userAgent sent with every request
   * @param fence asked before every write
   * @param observer told of every answer
   * @param rate the client-side limit, empty for none
   */
  public static ApiClients open(
      Config config,
      String userAgent,
      LeaseFence fence,
      RequestObserver observer,
      Optional<RequestRate> rate) {
    WritesInFlight inFlight = new WritesInFlight(FenceClock.system());
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(configured(config, userAgent, REQUEST_TIMEOUT, READ_RETRIES))
            .withHttpClientFactory(new NamedAuthority())
            .withKubernetesSerialization(serialization(List.of(Status.class)))
            .withHttpClientBuilderConsumer(
                builder -> {
                  builder.addOrReplaceInterceptor("rights", RightsInterceptor.ofReads(observer));
                  builder.addOrReplaceInterceptor("count", new CountingInterceptor(observer, rate));
                  builder.addOrReplaceInterceptor("fence", new FenceInterceptor(fence, inFlight));
                })
            .build();
    return new ApiClients(
        client,
        MetadataInterceptor.over(client),
        derived(client, request -> request.withRequestRetryBackoffLimit(0)),
        inFlight,
        fence,
        new RightsJudge.Own(),
        observer);
  }

  /** Whether a write would leave the process now. */
  boolean mayWrite() {
    return fence.mayWrite();
  }

  /**
   * Opens a client for the lease alone: own connections, one attempt, {@code timeout} for it.
   *
   * @param timeout the client gives up after twice this time
   * @param observer told of missing rights only
   */
  public static KubernetesClient openForLease(
      Config config, String userAgent, Duration timeout, RequestObserver observer) {
    return new KubernetesClientBuilder()
        .withConfig(configured(config, userAgent, timeout, 0))
        .withHttpClientFactory(new NamedAuthority())
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("rights", RightsInterceptor.ofAll(observer)))
        .withKubernetesSerialization(serialization(List.of(Status.class, Lease.class)))
        .build();
  }

  /**
   * What the client makes of the objects that watches send. By default it looks for the classes of
   * every kind of every API, a few hundred, and takes its own for what we read as a tree; here it
   * knows those that it is told: {@code Status} ends a watch.
   *
   * <p>Managed fields, often the larger half of an object, are passed over: no informer keeps them,
   * and who needs them reads the object as a tree. A list of metadata without objects has {@code
   * null} for them, which an informer would fail at.
   */
  private static KubernetesSerialization serialization(
      List<Class<? extends KubernetesResource>> kinds) {
    ObjectMapper json = new ObjectMapper();
    json.configOverride(ObjectMeta.class)
        .setIgnorals(JsonIgnoreProperties.Value.forIgnoredProperties("managedFields"));
    json.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    KubernetesSerialization serialization = new KubernetesSerialization(json, false);
    kinds.forEach(serialization::registerKubernetesResource);
    return serialization;
  }

  /** For gets, lists, watches and informers. */
  public KubernetesClient reading() {
    return reading;
  }

  /** Says by which class watches of {@link #reading} hand out a kind; before its first watch. */
  public void watches(Class<? extends HasMetadata> kind) {
    reading.getKubernetesSerialization().registerKubernetesResource(kind);
  }

  /**
   * An informer of a kind that has no class of its own, not started yet.
   *
   * @param namespace empty for objects of the cluster and for those of all namespaces
   * @param labelSelector empty for all
   */
  public SharedIndexInformer<GenericKubernetesResource> informer(
      ApiResource resource, String namespace, String labelSelector) {
    return informer(reading, resource, namespace, labelSelector);
  }

  /**
   * The same of the objects' metadata alone. What comes says of itself that it is a {@code
   * PartialObjectMetadata}; a server that has no such thing sends the objects whole.
   */
  public SharedIndexInformer<GenericKubernetesResource> metadataInformer(
      ApiResource resource, String namespace, String labelSelector) {
    return informer(readingMetadata, resource, namespace, labelSelector);
  }

  private static SharedIndexInformer<GenericKubernetesResource> informer(
      KubernetesClient client, ApiResource resource, String namespace, String labelSelector) {
    boolean everywhere = namespace.isEmpty();
    var kind =
        new ResourceDefinitionContext.Builder()
            .withGroup(resource.group())
            .withVersion(resource.version())
            .withPlural(resource.plural())
            .withKind(resource.kind())
            .withNamespaced(!everywhere)
            .build();
    var all = client.genericKubernetesResources(kind);
    var placed = everywhere ? all : all.inNamespace(namespace);
    return (labelSelector.isEmpty() ? placed : placed.withLabel(labelSelector))
        .withLimit(LIST_LIMIT)
        .runnableInformer(0);
  }

  /** For creates, patches and deletes; also fit for the live read before one. Not to be closed. */
  public KubernetesClient writing() {
    return writing;
  }

  /**
   * The same connection with the rights of another user: every request, watches too, names that
   * user, and the API server adds the user's own groups. Not to be closed.
   *
   * @param user {@code system:serviceaccount:<namespace>:<name>}
   * @throws IllegalArgumentException if it is empty: that would be our own rights
   */
  public ApiClients as(String user) {
    if (user.isBlank()) {
      throw new IllegalArgumentException("nobody to act as");
    }
    return new ApiClients(
        actingAs(user, reading, READ_RETRIES),
        actingAs(user, readingMetadata, READ_RETRIES),
        actingAs(user, reading, 0),
        inFlight,
        fence,
        RightsJudge.ActingAs.account(user),
        observer);
  }

  private static KubernetesClient actingAs(String user, KubernetesClient client, int retries) {
    return derived(
        client,
        request ->
            request
                .withRequestRetryBackoffLimit(retries)
                .withImpersonateUsername(user)
                .withImpersonateGroups());
  }

  /** Tells whether a read lacked a right. */
  void judgeRead(ApiAnswer answer) {
    judge.ofRead(answer, observer);
  }

  /** Tells whether a write lacked a right. */
  void judgeWrite(String method, URI uri, ApiAnswer answer) {
    judge.ofWrite(method, uri, answer, observer);
  }

  /** Whether a write may leave now; for writes elsewhere than to the API server. */
  public WritePermit permit() {
    return fence.permit();
  }

  /**
   * Waits until no write is on its way.
   *
   * @return false if one still is after {@code patience}
   */
  public boolean awaitWrites(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!inFlight.none()) {
      if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return true;
  }

  @Override
  public void close() {
    reading.close();
  }

  private static Config configured(Config config, String userAgent, Duration timeout, int retries) {
    return new ConfigBuilder(config)
        .withUserAgent(userAgent)
        .withRequestTimeout((int) timeout.toMillis())
        .withConnectionTimeout((int) Math.min(timeout.toMillis(), CONNECT_TIMEOUT.toMillis()))
        .withRequestRetryBackoffLimit(retries)
        .withHttp2Disable(true)
        .build();
  }

  private static KubernetesClient derived(
      KubernetesClient client, UnaryOperator<RequestConfigBuilder> change) {
    RequestConfig requestConfig =
        change
            .apply(new RequestConfigBuilder(client.getConfiguration().getRequestConfig()))
            .build();
    return client
        .adapt(io.fabric8.kubernetes.client.NamespacedKubernetesClient.class)
        .withRequestConfig(requestConfig)
        .call(Function.identity());
  }
}
