package io.rolloutoperator.testkit.apiproxy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;

/** The server behind the proxy. */
record ApiServer(URI address, SSLSocketFactory sockets) {

  /** One that a certificate authority, a PEM file, vouches for. */
  static ApiServer at(URI address, Path authority) throws IOException {
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(Certificates.decodeCertificatePem(Files.readString(authority)))
            .build();
    return new ApiServer(address, trusted.sslSocketFactory());
  }

  /** A new connection; the server's name is verified. */
  Socket connect() throws IOException {
    SSLSocket socket = (SSLSocket) sockets.createSocket(address.getHost(), address.getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setTcpNoDelay(true);
    return socket;
  }
}
