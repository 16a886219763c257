/**
 * Connections to addresses that tenants wrote. Which addresses are allowed is decided elsewhere;
 * here it is made sure that the decision is asked for, and about the address that is used.
 */
@NullMarked
package io.rolloutoperator.egress;

import org.jspecify.annotations.NullMarked;
