/**
 * Trains the JVM's cache of loaded classes: the shipped launcher against a pretended API server.
 */
@NullMarked
package io.rolloutoperator.testkit.training;

import org.jspecify.annotations.NullMarked;
