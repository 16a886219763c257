package io.rolloutoperator.kubectl.http;

import io.rolloutoperator.kubectl.config.Access;
import io.rolloutoperator.kubectl.config.ReadProblem;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over connections of its own, which are used again. No thread stays behind, so that the
 * process ends at once, and a name other than the host's can be expected of the server.
 */
public final class DirectTransport implements Transport {

  private static final int BUFFER = 32 * 1024;

  private final Access access;
  private final Sockets sockets;
  private final String fields;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> open = new HashSet<>();

  /**
   * A transport.
   *
   * @param userAgent such as {@code kubectl-rollouts/0.1.0}
   * @throws GeneralSecurityException if certificates or keys cannot be used
   */
  public DirectTransport(Access access, String userAgent)
      throws GeneralSecurityException, IOException {
    this.access = access;
    this.sockets = new Sockets(access);
    this.fields = fields(access, userAgent);
  }

  private static String fields(Access access, String userAgent) {
    StringBuilder fields = new StringBuilder();
    fields.append("Host: ").append(access.server().getAuthority()).append("\r\n");
    fields.append("User-Agent: ").append(userAgent).append("\r\n");
    fields.append("Accept: application/json\r\n");
    access
        .impersonate()
        .ifPresent(u -> fields.append("Impersonate-User: ").append(u).append("\r\n"));
    access
        .impersonateUid()
        .ifPresent(id -> fields.append("Impersonate-Uid: ").append(id).append("\r\n"));
    access
        .impersonateGroups()
        .forEach(g -> fields.append("Impersonate-Group: ").append(g).append("\r\n"));
    return fields.toString();
  }

  /** The field that says who asks, or none; without a pattern switch, as its first run is slow. */
  private String authorization() throws IOException {
    Access.Authorization authorization =
        access.identity() instanceof Access.Identity.Direct direct
            ? direct.authorization().orElse(null)
            : null;
    if (authorization instanceof Access.Authorization.TokenFile(Path file)) {
      return "Authorization: Bearer " + token(file) + "\r\n";
    }
    return authorization instanceof Access.Authorization.Fixed(String value)
        ? "Authorization: " + value + "\r\n"
        : "";
  }

  private static String token(Path file) throws IOException {
    try {
      String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ')) {
        throw new IOException("tokenFile " + file + " holds no token");
      }
      return token;
    } catch (FileSystemException e) {
      throw new IOException("tokenFile %s: %s".formatted(file, ReadProblem.text(e)), e);
    }
  }

  @Override
  public Exchange send(Request request) throws IOException {
    Connection used = takeIdle();
    if (used != null) {
      try {
        return used.exchange(request);
      } catch (EOFException | SocketException e) {
        // The server may have closed it while it was idle. A write could have been done already.
        if (!request.method().equals("GET")) {
          throw e;
        }
      }
    }
    Connection fresh = new Connection(sockets.open(request.patience()));
    synchronized (open) {
      open.add(fresh);
    }
    return fresh.exchange(request);
  }

  private @Nullable Connection takeIdle() {
    synchronized (open) {
      return idle.poll();
    }
  }

  @Override
  public void close() {
    Set<Connection> all;
    synchronized (open) {
      all = new HashSet<>(open);
    }
    all.forEach(Connection::drop);
  }

  /** One connection and what is being read from it. */
  private final class Connection {
    private final Socket socket;
    private final InputStream in;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    Exchange exchange(Request request) throws IOException {
      try {
        socket.setSoTimeout((int) request.patience().toMillis());
        socket.getOutputStream().write(bytes(request));
        ResponseHead head = ResponseHead.read(in);
        BodyStream body = new BodyStream(in, head);
        return new Answer(this, head, body);
      } catch (IOException e) {
        drop();
        throw e;
      }
    }

    private byte[] bytes(Request request) throws IOException {
      byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
      StringBuilder head = new StringBuilder();
      head.append(request.method()).append(' ').append(prefix()).append(request.target());
      head.append(" HTTP/1.1\r\n").append(fields).append(authorization());
      if (body.length > 0) {
        head.append("Content-Type: ").append(request.contentType()).append("\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
      }
      byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
      byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
      System.arraycopy(body, 0, all, start.length, body.length);
      return all;
    }

    void drop() {
      synchronized (open) {
        open.remove(this);
        idle.remove(this);
      }
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException _) {
        // it is gone either way
      }
    }

    void release(boolean reusable) {
      if (!reusable) {
        drop();
        return;
      }
      synchronized (open) {
        idle.push(this);
      }
    }
  }

  /** Servers behind a path, such as those of management platforms. */
  private String prefix() {
    String path = access.server().getRawPath();
    if (path == null || path.equals("/")) {
      return "";
    }
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private record Answer(Connection connection, ResponseHead head, BodyStream body)
      implements Exchange {
    @Override
    public int status() {
      return head.status();
    }

    @Override
    public void close() {
      connection.release(body.done() && !head.closes());
    }
  }

  /** How long a request waits for its answer unless the user says otherwise. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);
}
