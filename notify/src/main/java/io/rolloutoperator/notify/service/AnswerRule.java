package io.rolloutoperator.notify.service;

/** How an answer says that a message was received. */
public enum AnswerRule {
  /** By any status from 200 to 299. */
  SUCCESS,
  /** Also by {@code "ok": true} in the body. */
  OK_IN_BODY,
  /** Also by a body without {@code error}. */
  NO_ERROR_IN_BODY
}
