package io.rolloutoperator.gitsync.source.remote;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
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
import java.util.zip.DataFormatException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;

/** Says in one line for people what an exception of a library means. Never copies its text. */
final class Failures {

  private Failures() {}

  static SourceException explain(Throwable error, RepositoryUrl url) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(error);
    Optional<SourceException> found = Optional.empty();
    while (found.isEmpty() && !open.isEmpty()) {
      Throwable next = open.removeFirst();
      if (seen.add(next)) {
        found = meaning(next, url.host());
        if (next.getCause() != null) {
          open.addLast(next.getCause());
        }
        open.addAll(List.of(next.getSuppressed()));
      }
    }
    return found.orElseGet(
        () -> SourceException.unreachable("connection to " + url.host() + " failed"));
  }

  private static Optional<SourceException> meaning(Throwable error, String host) {
    SourceException meaning =
        switch (error) {
          case SourceException known -> known;
          case GuardedNetwork.RefusedException refused -> GuardedNetwork.message(refused.reason());
          case GuardedNetwork.RefusedHostException refused ->
              GuardedNetwork.message(refused.reason());
          case SSLException tls -> certificate(tls, host);
          case SshException ssh
              when ssh.getDisconnectCode()
                  == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE ->
              SourceException.refused("authentication failed for " + host);
          case TooLargeObjectInPackException _ ->
              SourceException.refused("repository is too large");
          case CorruptObjectException _, MissingObjectException _, PackProtocolException _ ->
              corrupt();
          case EOFException _, ZipException _, DataFormatException _ -> corrupt();
          case NoRemoteRepositoryException _ ->
              SourceException.refused("repository not found at " + host);
          case RemoteRepositoryException _ ->
              SourceException.refused(host + " refused the request");
          case UnknownHostException _ ->
              SourceException.unreachable("cannot resolve \"" + host + "\"");
          case ConnectException _, NoRouteToHostException _ ->
              SourceException.unreachable("cannot connect to " + host);
          default -> null;
        };
    return Optional.ofNullable(meaning);
  }

  static SourceException corrupt() {
    return SourceException.refused("received pack is corrupt");
  }

  /** The three things that are wrong with certificates need three different people. */
  private static SourceException certificate(SSLException error, String host) {
    String certificate = "TLS certificate of \"" + host + "\" ";
    if (error instanceof SSLPeerUnverifiedException) {
      return SourceException.refused(certificate + "is for another host");
    }
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return SourceException.refused(certificate + "is expired");
      }
      if (cause instanceof CertificateNotYetValidException) {
        return SourceException.refused(certificate + "is not valid yet");
      }
      if (cause instanceof GeneralSecurityException) {
        return SourceException.refused(certificate + "is not trusted");
      }
    }
    return SourceException.unreachable("no TLS connection to " + host);
  }
}
