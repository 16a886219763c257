package io.rolloutoperator.testkit.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A repository served by Git's own program, {@code git http-backend}, as web servers do it. */
public final class GitBackendServer implements AutoCloseable {

  private static final int OK = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path repository;

  private GitBackendServer(HttpServer server, Path repository) {
    this.server = server;
    this.repository = repository;
  }

  /** Listens on a free port of loopback. */
  public static GitBackendServer start(TestRepository repository) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      GitBackendServer made =
          new GitBackendServer(server, repository.repository().getDirectory().toPath());
      server.createContext("/", made::handle);
      server.setExecutor(made.threads);
      server.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code http://localhost:port/<folder>}. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/" + repository.getFileName();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
      environment(builder.environment(), exchange, request.length);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(request);
      }
      try (InputStream out = new BufferedInputStream(process.getInputStream())) {
        int status = headers(out, exchange);
        exchange.sendResponseHeaders(status, 0);
        out.transferTo(exchange.getResponseBody());
      }
    }
  }

  private void environment(Map<String, String> variables, HttpExchange exchange, int length) {
    variables.put("GIT_PROJECT_ROOT", String.valueOf(repository.getParent()));
    variables.put("GIT_HTTP_EXPORT_ALL", "1");
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    variables.put("GIT_CONFIG_COUNT", "1");
    variables.put("GIT_CONFIG_KEY_0", "safe.directory");
    variables.put("GIT_CONFIG_VALUE_0", "*");
    variables.put("REMOTE_USER", "tester");
    variables.put("REQUEST_METHOD", exchange.getRequestMethod());
    variables.put("PATH_INFO", exchange.getRequestURI().getPath());
    String query = exchange.getRequestURI().getQuery();
    variables.put("QUERY_STRING", query == null ? "" : query);
    variables.put("CONTENT_LENGTH", Integer.toString(length));
    header(variables, exchange, "Content-Type", "CONTENT_TYPE");
    header(variables, exchange, "Content-Encoding", "HTTP_CONTENT_ENCODING");
    header(variables, exchange, "Git-Protocol", "GIT_PROTOCOL");
  }

  private static void header(
      Map<String, String> variables, HttpExchange exchange, String header, String variable) {
    String value = exchange.getRequestHeaders().getFirst(header);
    if (value != null) {
      variables.put(variable, value);
    }
  }

  /** Copies what a CGI program says before the empty line. */
  private static int headers(InputStream out, HttpExchange exchange) throws IOException {
    int status = OK;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      if (name.equalsIgnoreCase("Status")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(name, value);
      }
    }
    return status;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return new String(
            line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.US_ASCII)
        .strip();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
