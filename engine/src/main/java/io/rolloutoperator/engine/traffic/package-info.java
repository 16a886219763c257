/**
 * The words in which the engine and traffic routers talk: what traffic is wanted, pure views of
 * observed routes, and the edits that bring these to that.
 */
@NullMarked
package io.rolloutoperator.engine.traffic;

import org.jspecify.annotations.NullMarked;
