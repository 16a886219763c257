/**
 * The language of notification templates: Go's {@code text/template} with the functions of sprig.
 *
 * <p>Everything here is pure. A template comes from a tenant; it is bounded in source, nesting,
 * steps, memory and output, counted and never timed. Values are data: nothing is ever called on
 * objects of the host, and no function reads the environment, files, the network or chance.
 */
@NullMarked
package io.rolloutoperator.notify.template;

import org.jspecify.annotations.NullMarked;
