package io.rolloutoperator.notify.delivery;

import io.rolloutoperator.notify.service.Mail;

/** Sends one e-mail. */
@FunctionalInterface
public interface LetterSender {

  /** Hands it to its server once. */
  Answer send(Mail mail);
}
