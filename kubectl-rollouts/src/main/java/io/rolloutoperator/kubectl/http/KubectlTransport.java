package io.rolloutoperator.kubectl.http;

import io.rolloutoperator.kubectl.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests by {@code kubectl} as a child, for credentials that only it can get: plugins of clouds,
 * OIDC. It renews and caches them as the user is used to.
 */
public final class KubectlTransport implements Transport {

  private final String kubectl;
  private final List<String> flags;
  private final Set<KubectlProcess> running = ConcurrentHashMap.newKeySet();

  /**
   * A transport.
   *
   * @param kubectl the program
   * @param flags that choose cluster and user, as this process got them
   */
  public KubectlTransport(String kubectl, List<String> flags) {
    this.kubectl = kubectl;
    this.flags = List.copyOf(flags);
  }

  @Override
  public Exchange send(Request request) throws IOException {
    KubectlProcess process = start(request);
    try {
      if (isWatch(request)) {
        return KubectlWatch.begin(process, request.patience(), () -> running.remove(process));
      }
      Exchange answer = whole(process);
      end(process);
      return answer;
    } catch (IOException e) {
      end(process);
      throw e;
    }
  }

  private static boolean isWatch(Request request) {
    return request.target().contains("watch=");
  }

  private static Exchange whole(KubectlProcess process) throws IOException {
    byte[] answer = process.output().readAllBytes();
    if (process.succeeded()) {
      return new Whole(200, new ByteArrayInputStream(answer));
    }
    KubectlError error = process.error();
    byte[] told = Json.compact(error.status()).getBytes(StandardCharsets.UTF_8);
    return new Whole(error.code(), new ByteArrayInputStream(told));
  }

  private void end(KubectlProcess process) throws IOException {
    running.remove(process);
    process.close();
  }

  private KubectlProcess start(Request request) throws IOException {
    List<String> command = new ArrayList<>(List.of(kubectl));
    command.addAll(flags);
    command.add(
        "--request-timeout=" + (isWatch(request) ? 0 : request.patience().toMillis()) + "ms");
    try {
      KubectlProcess process = KubectlProcess.start(command, request);
      running.add(process);
      return process;
    } catch (IOException e) {
      throw new IOException(
          "\"%s\", which gets the credentials, cannot be started; set KUBECTL".formatted(kubectl),
          e);
    }
  }

  @Override
  public void close() {
    running.forEach(KubectlProcess::end);
  }

  private record Whole(int status, InputStream body) implements Exchange {
    @Override
    public void close() {}
  }
}
