package io.rolloutoperator.gitsync.source.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSession;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** SSH sessions whose output is counted. */
final class CountedSessions extends SshSessionFactory {

  private final SshdSessionFactory sessions;
  private final Exchange exchange;

  CountedSessions(SshdSessionFactory sessions, Exchange exchange) {
    this.sessions = sessions;
    this.exchange = exchange;
  }

  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider provider, FS fs, int timeoutMillis)
      throws TransportException {
    return new CountedSession(sessions.getSession(uri, provider, fs, timeoutMillis), exchange);
  }

  @Override
  public String getType() {
    return sessions.getType();
  }

  private record CountedSession(SshdSession session, Exchange exchange) implements RemoteSession2 {
    @Override
    public Process exec(String command, int timeout) throws IOException {
      return new CountedProcess(session.exec(command, timeout), exchange);
    }

    @Override
    public Process exec(String command, Map<String, String> environment, int timeout)
        throws IOException {
      return new CountedProcess(session.exec(command, environment, timeout), exchange);
    }

    @Override
    public void disconnect() {
      session.disconnect();
    }
  }

  private static final class CountedProcess extends Process {
    private final Process process;
    private final Exchange exchange;

    CountedProcess(Process process, Exchange exchange) {
      this.process = process;
      this.exchange = exchange;
    }

    @Override
    public OutputStream getOutputStream() {
      return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return new CountedInput(process.getInputStream(), exchange);
    }

    @Override
    public InputStream getErrorStream() {
      return new CountedInput(process.getErrorStream(), exchange);
    }

    @Override
    public int waitFor() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
      return process.waitFor(timeout, unit);
    }

    @Override
    public int exitValue() {
      return process.exitValue();
    }

    @Override
    public void destroy() {
      process.destroy();
    }
  }
}
