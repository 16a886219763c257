package io.rolloutoperator.kubectl.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page and its files, which are the same for everybody and hold no data. */
final class PageFiles {

  private static final String CSS = "text/css; charset=utf-8";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  /** Only what stands here is ever read. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("style.css", CSS),
          Map.entry("rollout.css", CSS),
          Map.entry("icon.svg", "image/svg+xml"),
          Map.entry("main.js", JAVASCRIPT),
          Map.entry("server.js", JAVASCRIPT),
          Map.entry("dom.js", JAVASCRIPT),
          Map.entry("text.js", JAVASCRIPT),
          Map.entry("list.js", JAVASCRIPT),
          Map.entry("rollout.js", JAVASCRIPT),
          Map.entry("analysis.js", JAVASCRIPT),
          Map.entry("actions.js", JAVASCRIPT));

  private final Settings settings;
  private final Keys keys;
  private final int port;

  PageFiles(Settings settings, Keys keys, int port) {
    this.settings = settings;
    this.keys = keys;
    this.port = port;
  }

  /** The page; with the key in its address it gets the cookie and an address without it. */
  Endpoint page() {
    return (call, body) -> {
      boolean key = call.parameter("key").map(k -> Keys.equal(keys.access(), k)).orElse(false);
      return key ? opened(call) : page(settings.base());
    };
  }

  private Answer opened(Call call) {
    String cookie =
        "%s=%s; Path=%s; HttpOnly; SameSite=Strict"
            .formatted(Guards.cookie(port), keys.session(), settings.base());
    return redirect(call.path()).with(Map.of("Set-Cookie", cookie));
  }

  private static Answer.Whole page(String base) {
    String html = read("index.html").replace("{base}", base);
    return new Answer.Whole(200, "text/html; charset=utf-8", html, Map.of());
  }

  /** To where the page is. */
  Endpoint redirect() {
    return (call, body) -> redirect(settings.base());
  }

  private static Answer.Whole redirect(String path) {
    return Answer.message(303, "see " + path).with(Map.of("Location", path));
  }

  /**
   * A file of the page.
   *
   * @throws Rejected with 404 if there is none of this name
   */
  Endpoint asset(String name) throws Rejected {
    String type = TYPES.get(name);
    if (type == null) {
      throw new Rejected(404, "nothing is here");
    }
    return (call, body) -> new Answer.Whole(200, type, read(name), Map.of());
  }

  private static String read(String name) {
    try (@Nullable InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
