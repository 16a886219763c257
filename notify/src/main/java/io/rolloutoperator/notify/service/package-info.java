/**
 * What each service is sent: messages as requests in the documented formats of the receivers. Pure:
 * nothing here sends anything.
 */
@NullMarked
package io.rolloutoperator.notify.service;

import org.jspecify.annotations.NullMarked;
