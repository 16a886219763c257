/** What a person does to a Rollout: the same requests from a command and from the dashboard. */
@NullMarked
package io.rolloutoperator.kubectl.action;

import org.jspecify.annotations.NullMarked;
