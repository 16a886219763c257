package io.rolloutoperator.gitsync.writeback.forge;

import io.rolloutoperator.gitsync.unit.RepositoryUrl;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * A repository as its forge's web pages and API name it.
 *
 * @param root of the web pages, {@code https://git.example.org/}
 * @param path of the repository below it, at least two segments, without {@code .git}
 */
public record ForgeRepository(HttpUrl root, List<String> path) {

  /** Hosts that take SSH on port 443 for those behind a firewall. */
  private static final Map<String, String> SSH_HOSTS =
      Map.of("ssh.github.com", "github.com", "altssh.gitlab.com", "gitlab.com");

  /** Copies the list. */
  public ForgeRepository {
    path = List.copyOf(path);
  }

  /**
   * Reads the URL that Git uses: {@code https://}, {@code ssh://} or {@code user@host:path}.
   *
   * @return empty if it is none of these, or its path has no owner and name
   */
  public static Optional<ForgeRepository> of(String gitUrl) {
    return web(gitUrl)
        .map(ForgeRepository::withoutSuffix)
        .filter(repository -> repository.path().size() >= 2);
  }

  /** {@code group/subgroup/app}. */
  public String fullName() {
    return String.join("/", path);
  }

  /** All but the last segment. */
  String owner() {
    return String.join("/", path.subList(0, path.size() - 1));
  }

  /** The last segment. */
  String name() {
    return path.getLast();
  }

  /** {@code git.example.org}, with its port unless it is the usual one. */
  String authority() {
    return ForgeHttp.authority(root);
  }

  /** The page of the repository. */
  HttpUrl page() {
    HttpUrl.Builder page = root.newBuilder().encodedPath("/");
    path.forEach(page::addPathSegment);
    return page.build();
  }

  /** The web pages of a repository that is read by SSH are on the usual port. */
  private static Optional<HttpUrl> web(String gitUrl) {
    return RepositoryUrl.read(gitUrl, PlainHttp.ALLOWED)
            instanceof RepositoryUrl.Reading.Valid(RepositoryUrl url)
        ? Optional.ofNullable(
            HttpUrl.parse(
                (url.isSsh() ? "https" : url.scheme())
                    + "://"
                    + url.host()
                    + (url.isSsh() ? "" : ":" + url.port())
                    + (url.path().startsWith("/") ? "" : "/")
                    + url.path()))
        : Optional.empty();
  }

  private static ForgeRepository withoutSuffix(HttpUrl url) {
    List<String> segments = url.pathSegments().stream().filter(s -> !s.isEmpty()).toList();
    List<String> path =
        segments.isEmpty()
            ? segments
            : Stream.concat(
                    segments.subList(0, segments.size() - 1).stream(),
                    Stream.of(bare(segments.getLast())))
                .toList();
    HttpUrl root =
        new HttpUrl.Builder()
            .scheme(url.scheme())
            .host(SSH_HOSTS.getOrDefault(url.host(), url.host()))
            .port(url.port())
            .build();
    return new ForgeRepository(root, path);
  }

  private static String bare(String name) {
    return name.endsWith(".git") ? name.substring(0, name.length() - 4) : name;
  }
}
