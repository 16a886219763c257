package io.rolloutoperator.kubectl.dashboard;

import io.rolloutoperator.kubectl.cli.CommandFailure;

/** What answers the requests to one address. */
interface Endpoint {

  /**
   * Answers.
   *
   * @param body as sent; "" for none
   * @throws Rejected if the request is not one that the page makes
   * @throws CommandFailure if the cluster does not do it
   */
  Answer answer(Call call, String body) throws CommandFailure, Rejected;
}
