/**
 * What the engine asks of a traffic router: pure views of observed routes, and the edits that bring
 * them to wanted weights.
 */
@NullMarked
package io.rolloutoperator.engine.traffic;

import org.jspecify.annotations.NullMarked;
