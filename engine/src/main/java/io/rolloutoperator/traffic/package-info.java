/**
 * Traffic routers as pure editors: given the route objects as observed and the traffic wanted, a
 * router says which objects change to what. Reading and writing them is done elsewhere. One package
 * per router.
 */
@NullMarked
package io.rolloutoperator.traffic;

import org.jspecify.annotations.NullMarked;
