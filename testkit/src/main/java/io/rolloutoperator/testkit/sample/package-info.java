/**
 * The sample app: one small HTTP server that stands for a user's service in tests and in the demo.
 */
@NullMarked
package io.rolloutoperator.testkit.sample;

import org.jspecify.annotations.NullMarked;
