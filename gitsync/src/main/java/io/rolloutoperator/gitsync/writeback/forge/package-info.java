/** Requests to merge a branch, by the APIs of GitHub, GitLab and Gitea. */
@NullMarked
package io.rolloutoperator.gitsync.writeback.forge;

import org.jspecify.annotations.NullMarked;
