package io.rolloutoperator.gitsync.writeback.forge;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import java.util.Optional;
import okhttp3.Request;

/** How one kind of forge is asked. */
interface ForgeApi {

  /** Asks for the requests, in any state, of a branch. */
  Request find(PullRequest request, ForgeToken token);

  /** Asks to open one. */
  Request create(PullRequest request, ForgeToken token);

  /** The page of the request that {@link #find} has found; an open one before a closed one. */
  Optional<String> found(JsonNode body);

  /** The page of the request that {@link #create} has opened. */
  Optional<String> created(JsonNode body);

  /** Whether {@link #find} was answered that there is none, other than by an empty list. */
  default boolean isNone(ForgeAnswer.Answered answer) {
    return false;
  }

  /** Whether {@link #create} was refused because there is one. */
  boolean isDuplicate(ForgeAnswer.Answered answer);
}
