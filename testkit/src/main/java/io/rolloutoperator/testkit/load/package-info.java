/**
 * Open-loop load: requests start at a fixed rate whatever the answers do, and what is reported is
 * what clients saw.
 */
@NullMarked
package io.rolloutoperator.testkit.load;

import org.jspecify.annotations.NullMarked;
