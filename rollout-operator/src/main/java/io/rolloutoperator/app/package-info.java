/** The process: flags, wiring, election, health, metrics, logs and the way down. */
@NullMarked
package io.rolloutoperator.app;

import org.jspecify.annotations.NullMarked;
