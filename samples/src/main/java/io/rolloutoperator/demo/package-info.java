/**
 * The demo: a good and a bad release on a real control plane, told from the side of the users'
 * requests.
 */
@NullMarked
package io.rolloutoperator.demo;

import org.jspecify.annotations.NullMarked;
