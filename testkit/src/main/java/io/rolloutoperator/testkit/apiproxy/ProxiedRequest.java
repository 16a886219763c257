package io.rolloutoperator.testkit.apiproxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A request of a client, as rules see it.
 *
 * @param method in capitals
 * @param path without the query
 * @param query as it was sent, without the question mark; empty without
 * @param userAgent empty without
 * @param actingAs whose rights are used instead of the client's own; empty without impersonation
 * @param accept in which form the answer may come; empty without
 * @param isUpgrade whether the client asks for a WebSocket
 * @param body as text; empty without
 */
public record ProxiedRequest(
    String method,
    String path,
    String query,
    String userAgent,
    String actingAs,
    String accept,
    boolean isUpgrade,
    String body) {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** Where the version stands in {@code /api/v1}. */
  private static final int IN_CORE = 2;

  /** Where the version stands in {@code /apis/apps/v1}. */
  private static final int IN_GROUP = 3;

  static ProxiedRequest of(HttpHead head, byte[] body) {
    String target = head.word(1);
    int mark = target.indexOf('?');
    return new ProxiedRequest(
        head.word(0),
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        head.value("User-Agent"),
        head.value("Impersonate-User"),
        head.value("Accept"),
        head.value("Upgrade").equalsIgnoreCase("websocket"),
        new String(body, StandardCharsets.UTF_8));
  }

  /** The value of a parameter of the query, decoded; empty without it. */
  public String parameter(String name) {
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  /** Whether the server is only asked what it would do. */
  public boolean isDryRun() {
    return parameter("dryRun").equals("All");
  }

  /** Whether it is to change something. */
  public boolean isWrite() {
    return !READS.contains(method) && !isDryRun();
  }

  /** Whether it asks for changes as they happen. */
  public boolean isWatch() {
    return method.equals("GET") && Set.of("true", "1").contains(parameter("watch"));
  }

  /** Whether it renews a lease or tells an event, which is no change of state. */
  public boolean isHousekeeping() {
    return isAbout("leases") || isAbout("events");
  }

  /** Whether it is about objects of a kind, or one of them; by the kind's plural. */
  public boolean isAbout(String plural) {
    return word(0).equals(plural);
  }

  /** Whether it is about one object, or a part of it such as its status. */
  public boolean isAbout(String plural, String name) {
    return isAbout(plural) && word(1).equals(name);
  }

  /** A part of the path behind version and namespace: kind, name, subresource; empty without. */
  private String word(int number) {
    List<String> words = List.of(path.split("/", -1));
    int version = path.startsWith("/apis/") ? IN_GROUP : IN_CORE;
    boolean inNamespace = words.size() > version + 3 && words.get(version + 1).equals("namespaces");
    int index = version + (inNamespace ? 3 : 1) + number;
    return index < words.size() ? words.get(index) : "";
  }

  /** {@code PATCH /api/v1/namespaces/shop/configmaps/a}. */
  @Override
  public String toString() {
    return method + " " + path + (isDryRun() ? " (dry run)" : "");
  }
}
