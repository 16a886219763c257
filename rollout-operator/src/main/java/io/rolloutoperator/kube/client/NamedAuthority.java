package io.rolloutoperator.kube.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.TlsVersion;
import io.fabric8.kubernetes.client.internal.CertUtils;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Connections that trust the authority which the configuration names, and nobody else, as those of
 * kubectl do. The client's own way would trust every authority of the JDK too, and read their 144
 * certificates before the first request of each start.
 *
 * <p>What it sets up here the client sets up the same way elsewhere, in {@code HttpClientUtils}:
 * but that reads the JDK's authorities wherever certificates are checked at all, and nothing of it
 * can be replaced.
 *
 * <p>Where a proxy stands between, where no authority is named, and where nothing is to be checked,
 * it stays with the client's own way.
 */
final class NamedAuthority extends JdkHttpClientFactory {

  @Override
  public HttpClient.Builder newBuilder(Config config) {
    if (!isNamed(config) || config.isTrustCerts() || hasOtherSettings(config)) {
      return super.newBuilder(config);
    }
    HttpClient.Builder builder = newBuilder();
    builder.followAllRedirects().tag(config.getRequestConfig());
    builder.connectTimeout(config.getConnectionTimeout(), TimeUnit.MILLISECONDS);
    if (config.isHttp2Disable()) {
      builder.preferHttp11();
    }
    try {
      builder.sslContext(SSLUtils.keyManagers(config), trusted(config));
    } catch (GeneralSecurityException | IOException e) {
      throw KubernetesClientException.launderThrowable(e);
    }
    TlsVersion[] versions = config.getTlsVersions();
    if (versions != null && versions.length > 0) {
      builder.tlsVersions(versions);
    }
    HttpClientUtils.createApplicableInterceptors(config, this)
        .forEach(builder::addOrReplaceInterceptor);
    return builder;
  }

  private static boolean isNamed(Config config) {
    return isSet(config.getCaCertFile()) || isSet(config.getCaCertData());
  }

  private static boolean hasOtherSettings(Config config) {
    return isSet(config.getTrustStoreFile())
        || isSet(config.getTlsServerName())
        || isSet(config.getHttpProxy())
        || isSet(config.getHttpsProxy());
  }

  private static boolean isSet(String setting) {
    return setting != null && !setting.isEmpty();
  }

  /** Whom connections of a configuration trust that names an authority. */
  static TrustManager[] trusted(Config config) throws GeneralSecurityException, IOException {
    KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, null);
    try (InputStream pem =
        CertUtils.getInputStreamFromDataOrFile(config.getCaCertData(), config.getCaCertFile())) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        authorities.setCertificateEntry(Integer.toString(authorities.size()), one);
      }
    }
    if (authorities.size() == 0) {
      throw new KubernetesClientException(
          "the certificate authority of the API server has no certificate");
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    return trust.getTrustManagers();
  }
}
