package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.DICTIONARY;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import io.rolloutoperator.analysis.expression.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Paths and URLs, as texts. */
final class AddressFunctions {

  private static final List<String> PARTS =
      List.of("scheme", "host", "userinfo", "path", "query", "fragment");

  static final List<Function> ALL =
      Stream.concat(
              Stream.of(
                  Function.of("urlParse", (a, _) -> parsed(Texts.of(a.getFirst())), TEXT),
                  Function.of("urlJoin", (a, c) -> joined(a.getFirst(), c), DICTIONARY)),
              Stream.of(
                      TextFunctions.ofText("base", AddressFunctions::base),
                      TextFunctions.ofText("dir", AddressFunctions::directory),
                      TextFunctions.ofText("clean", AddressFunctions::clean),
                      TextFunctions.ofText("ext", AddressFunctions::extension),
                      Function.of(
                          "isAbs",
                          (a, _) -> Value.of(Texts.of(a.getFirst()).startsWith("/")),
                          TEXT))
                  .flatMap(f -> Stream.of(f, f.as(ofSystem(f.name())))))
          .toList();

  private AddressFunctions() {}

  private static String ofSystem(String name) {
    return "os" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String base(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    if (end == 0) {
      return path.isEmpty() ? "." : "/";
    }
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static String directory(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  private static String extension(String path) {
    int point = path.lastIndexOf('.');
    return point > path.lastIndexOf('/') ? path.substring(point) : "";
  }

  /** The shortest path that means the same, as far as names tell. */
  private static String clean(String path) {
    boolean isAbsolute = path.startsWith("/");
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      boolean goesUp = name.equals("..");
      if (goesUp && !names.isEmpty() && !names.getLast().equals("..")) {
        names.removeLast();
      } else if (goesUp ? !isAbsolute : !name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    String joined = (isAbsolute ? "/" : "") + String.join("/", names);
    return joined.isEmpty() ? "." : joined;
  }

  private static Value parsed(String text) {
    try {
      URI uri = new URI(text);
      Map<String, Value> parts = new LinkedHashMap<>();
      String host = orEmpty(uri.getHost());
      parts.put("scheme", Value.of(orEmpty(uri.getScheme())));
      parts.put("host", Value.of(host + (uri.getPort() < 0 ? "" : ":" + uri.getPort())));
      parts.put("hostname", Value.of(host));
      parts.put("path", Value.of(orEmpty(uri.getPath())));
      parts.put("query", Value.of(orEmpty(uri.getRawQuery())));
      parts.put("opaque", Value.of(uri.isOpaque() ? orEmpty(uri.getSchemeSpecificPart()) : ""));
      parts.put("fragment", Value.of(orEmpty(uri.getFragment())));
      parts.put("userinfo", Value.of(orEmpty(uri.getRawUserInfo())));
      return Values.dictionary(parts);
    } catch (URISyntaxException e) {
      throw new TemplateFailure("unable to parse url: " + e.getReason());
    }
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static Value joined(Value dictionary, Function.Context context) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String name : PARTS) {
      Value part = Values.find(dictionary, name).orElse(Value.of(""));
      parts.put(name, Texts.of(part, context.budget()));
    }
    String scheme = part(parts, "scheme");
    String host = part(parts, "host");
    String user = part(parts, "userinfo");
    String authority = host.isEmpty() ? "" : "//" + (user.isEmpty() ? "" : user + "@") + host;
    String query = part(parts, "query");
    String fragment = part(parts, "fragment");
    return Value.of(
        (scheme.isEmpty() ? "" : scheme + ":")
            + authority
            + part(parts, "path")
            + (query.isEmpty() ? "" : "?" + query)
            + (fragment.isEmpty() ? "" : "#" + fragment));
  }

  private static String part(Map<String, String> parts, String name) {
    return parts.getOrDefault(name, "");
  }
}
