@NullMarked
package io.rolloutoperator.egress;

import org.jspecify.annotations.NullMarked;
