package io.rolloutoperator.gitsync.writeback;

/**
 * A request to merge a branch of the same repository.
 *
 * @param branch to be merged, which is there already
 * @param target that it is to be merged into
 * @param title one line
 * @param body Markdown
 */
public record PullRequest(String branch, String target, String title, String body) {}
