/**
 * What makes a Rollout invalid, in the words its users know, and what is merely doubtful. Pure: the
 * objects a Rollout refers to come in as values.
 */
@NullMarked
package io.rolloutoperator.engine.validation;

import org.jspecify.annotations.NullMarked;
