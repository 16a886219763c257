package io.rolloutoperator.kube.client;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.impl.BaseClient;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;

/** Makes lists and watches ask for the metadata of objects, where the server can leave the rest. */
final class MetadataInterceptor implements Interceptor {
  static final String LIST = accepted("PartialObjectMetadataList");
  static final String WATCH = accepted("PartialObjectMetadata");

  private MetadataInterceptor() {}

  /** A client over the same connections, threads and rights; not to be closed. */
  static KubernetesClient over(KubernetesClient client) {
    BaseClient base = client.adapt(BaseClient.class);
    return new KubernetesClientImpl(
        client
            .getHttpClient()
            .newBuilder()
            .addOrReplaceInterceptor("metadata", new MetadataInterceptor())
            .build(),
        client.getConfiguration(),
        base::getExecutor,
        client.getKubernetesSerialization());
  }

  /** Aggregated API servers may know nothing of it, so whole objects are taken as well. */
  private static String accepted(String kind) {
    return "application/json;as=" + kind + ";g=meta.k8s.io;v=v1,application/json";
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    String query = request.uri().getRawQuery();
    boolean watch = query != null && query.contains("watch=true");
    builder.setHeader("Accept", watch ? WATCH : LIST);
  }
}
