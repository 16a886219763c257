package io.rolloutoperator.gitsync.source.remote;

import io.rolloutoperator.egress.RefusedAddressException;
import io.rolloutoperator.egress.RefusedHostException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RemoteRepositoryException;

/** Says in one line for people what an exception of a library means. Never copies its text. */
final class Failures {

  private Failures() {}

  /** Nothing if what arrived was not what the protocol says. */
  static Optional<SourceException> explain(Throwable error, String host) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(error);
    Optional<SourceException> found = Optional.empty();
    while (found.isEmpty() && !open.isEmpty()) {
      Throwable next = open.removeFirst();
      if (seen.add(next)) {
        found = meaning(next, host);
        if (next.getCause() != null) {
          open.addLast(next.getCause());
        }
        open.addAll(List.of(next.getSuppressed()));
      }
    }
    return found;
  }

  private static Optional<SourceException> meaning(Throwable error, String host) {
    SourceException meaning =
        switch (error) {
          case SourceException known -> known;
          case RefusedAddressException _, RefusedHostException _ ->
              SourceException.refused(String.valueOf(error.getMessage()));
          case SSLException tls -> certificate(tls, host);
          case SshException ssh
              when ssh.getDisconnectCode()
                  == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE ->
              SourceException.refused("authentication failed for " + host);
          case NoRemoteRepositoryException _ ->
              SourceException.refused("repository not found at " + host);
          case RemoteRepositoryException _ ->
              SourceException.refused(host + " refused the request");
          case UnknownHostException _ ->
              SourceException.unreachable("cannot resolve \"" + host + "\"");
          case ConnectException _, NoRouteToHostException _ ->
              SourceException.unreachable("cannot connect to " + host);
          case SocketException _,
              InterruptedIOException _,
              InterruptedException _,
              SshException _ ->
              SourceException.unreachable("connection to " + host + " failed");
          default -> null;
        };
    return Optional.ofNullable(meaning);
  }

  /** The three things that are wrong with certificates need three different people. */
  private static SourceException certificate(SSLException error, String host) {
    String certificate = "TLS certificate of \"" + host + "\" ";
    if (error instanceof SSLPeerUnverifiedException) {
      return SourceException.refused(certificate + "is for another host");
    }
    boolean untrusted = false;
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return SourceException.refused(certificate + "is expired");
      }
      if (cause instanceof CertificateNotYetValidException) {
        return SourceException.refused(certificate + "is not valid yet");
      }
      untrusted |= cause instanceof GeneralSecurityException;
    }
    return untrusted
        ? SourceException.refused(certificate + "is not trusted")
        : SourceException.unreachable("no TLS connection to " + host);
  }
}
