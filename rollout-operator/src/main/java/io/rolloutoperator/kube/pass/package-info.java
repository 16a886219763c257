/** What passes of all kinds have in common. */
@NullMarked
package io.rolloutoperator.kube.pass;

import org.jspecify.annotations.NullMarked;
