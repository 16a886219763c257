package io.rolloutoperator.gitsync.writeback.forge;

import io.rolloutoperator.gitsync.writeback.ForgeOutcome;
import io.rolloutoperator.gitsync.writeback.ForgeSink;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import okhttp3.HttpUrl;

/**
 * Lets GitLab open the request itself when the branch is pushed: needs no token, so it works with
 * an SSH key. Its text is the commit's message, since an option has one line.
 *
 * @see <a href="https://docs.gitlab.com/topics/git/commit/#push-options">GitLab, push options</a>
 */
record GitLabPushOptions(ForgeRepository repository) implements ForgeSink {

  @Override
  public List<String> pushOptions(PullRequest request) {
    return List.of(
        "merge_request.create",
        "merge_request.target=" + request.target(),
        "merge_request.title=" + request.title());
  }

  /** The server names the page; if it did not, the list of the branch's requests will do. */
  @Override
  public ForgeOutcome open(PullRequest request, String serverText) {
    return new ForgeOutcome.Open(named(serverText).orElseGet(() -> list(request)));
  }

  /** Only pages of this repository: a server's text could name any. */
  private Optional<String> named(String serverText) {
    String pages = repository.page() + "/-/merge_requests/";
    return Collections.list(new StringTokenizer(serverText)).stream()
        .map(String.class::cast)
        .filter(word -> word.startsWith(pages))
        .map(word -> word.substring(pages.length()))
        .filter(number -> !number.isEmpty() && number.length() < 19)
        .filter(number -> number.chars().allMatch(c -> c >= '0' && c <= '9'))
        .map(pages::concat)
        .findFirst();
  }

  private String list(PullRequest request) {
    HttpUrl page = repository.page();
    return page.newBuilder()
        .addPathSegments("-/merge_requests")
        .addQueryParameter("state", "all")
        .addQueryParameter("source_branch", request.branch())
        .build()
        .toString();
  }
}
