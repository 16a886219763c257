package io.rolloutoperator.gitsync.writeback;

import java.util.ArrayList;
import java.util.List;

/** Opens every request, as number 1. */
final class RecordingSink implements ForgeSink {
  private final List<String> options;
  private final List<PullRequest> opened = new ArrayList<>();
  private final List<String> serverTexts = new ArrayList<>();

  RecordingSink(List<String> options) {
    this.options = options;
  }

  List<PullRequest> opened() {
    return opened;
  }

  /** What the server said to the push of each. */
  List<String> serverTexts() {
    return serverTexts;
  }

  @Override
  public List<String> pushOptions(PullRequest request) {
    return options;
  }

  @Override
  public ForgeOutcome open(PullRequest request, String serverText) {
    opened.add(request);
    serverTexts.add(serverText);
    return new ForgeOutcome.Open("https://forge.example.org/1");
  }
}
