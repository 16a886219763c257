/** Git sync: reads what a unit is about, carries out its plan, watches what became of it. */
@NullMarked
package io.rolloutoperator.kube.gitsync;

import org.jspecify.annotations.NullMarked;
