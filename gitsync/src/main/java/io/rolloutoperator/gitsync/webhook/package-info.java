/**
 * Push webhooks: which requests ask for a look at a repository. What a request says beyond that is
 * never trusted. Decisions take the time as a value; only {@link
 * io.rolloutoperator.gitsync.webhook.WebhookServer} and what it is made of has threads and a port.
 */
@NullMarked
package io.rolloutoperator.gitsync.webhook;

import org.jspecify.annotations.NullMarked;
